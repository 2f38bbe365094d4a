import { chmodSync } from "node:fs";
import { dirname } from "node:path";
import { Elsewhere } from "../Elsewhere.ts";
import { bound } from "../machine/unprivileged.ts";
import { Stage } from "../Stage.ts";
import type { Story } from "../Stories.ts";
import type { Files } from "./Files.ts";
import { READ_ONLY } from "./sentences.ts";

/** Opens the ledger again in the same process, which SQLite has opened for reading only. */
const again =
  (
    elsewhere: Elsewhere,
    { file, url }: ReturnType<Files["place"]>,
    path: (file: string) => string,
    mode: number,
  ) =>
  async (): Promise<void> => {
    chmodSync(path(file), mode);
    const { told } = await elsewhere.open(url);
    if (told !== null) throw told;
  };

/** The file may only be read; whoever opens it so can read it. */
export const readOnly: Story<Files> = {
  says: [READ_ONLY],
  play: async (files) => {
    const place = files.place();
    const elsewhere = new Elsewhere(bound);
    await elsewhere.create(place.url);
    chmodSync(place.file, 0o444);
    const { told } = await elsewhere.open(place.url);
    if (told !== null) throw told;
    const stage = Stage.of(place, elsewhere);
    const outcomes = [await stage.use(), await stage.use()];
    const reading = await stage.look();
    if (reading.told !== null) throw new Error("nothing can be read either", { cause: reading.told });
    return { stage, outcomes, mend: again(elsewhere, place, (file) => file, 0o600) };
  },
};

/** Nothing may be made beside the file; without that nothing can be read either. */
export const readOnlyFolder: Story<Files> = {
  says: [READ_ONLY],
  play: async (files) => {
    const place = files.place();
    const elsewhere = new Elsewhere(bound);
    await elsewhere.create(place.url);
    chmodSync(dirname(place.file), 0o555);
    const outcomes = [await elsewhere.open(place.url)];
    return { stage: Stage.of(place, elsewhere), outcomes, mend: again(elsewhere, place, dirname, 0o700) };
  },
};
