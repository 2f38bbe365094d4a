import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Location } from "../../src/index.ts";

const script = fileURLToPath(new URL("loads.ts", import.meta.url));

/** What a process loads to find a current ledger current: drivers, and our own modules below the entry. */
export const loadedBy = (location: Location): ReadonlyArray<string> => {
  const loaded: ReadonlyArray<string> = JSON.parse(
    execFileSync(process.execPath, [script, JSON.stringify(location)], { encoding: "utf8" }),
  );
  return loaded.filter((name) => name.includes("/") || !name.includes("."));
};
