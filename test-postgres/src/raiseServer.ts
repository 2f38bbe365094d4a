import { randomBytes } from "node:crypto";
import { chownSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Account, serverAccount } from "./Account.ts";
import type { Installation } from "./Installation.ts";
import type { Place } from "./launch.ts";
import { memoryFolder } from "./memoryFolder.ts";
import { reachable } from "./reachable.ts";
import { Server } from "./Server.ts";
import { startOnAnyPort } from "./startOnAnyPort.ts";
import { usableBy } from "./usableBy.ts";
import { startWatchdog } from "./watchdog.ts";

/** How a server is made. */
export interface Plan {
  readonly installation: Installation;
  readonly settings: Readonly<Record<string, string>>;
  /** Where the folder with the data is made; in memory or in the folder for temporary files when undefined. */
  readonly folder: string | undefined;
  /** Makes the data folder, with programs that the server's account can use. */
  readonly fill: (place: Place, installation: Installation) => Promise<void>;
  /** What is then written into it, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The next port to try; a random one when left out. */
  readonly drawPort?: () => number;
}

const places = (): ReadonlyArray<string> => [tmpdir(), "/tmp"];

/** A name that nobody has, below the first of these folders in which the account can work. */
const nameFolder = (candidates: ReadonlyArray<string>, account: Account | undefined): string => {
  const place = candidates.find((candidate) => reachable(candidate, "wx", account));
  if (place === undefined)
    throw new Error(
      `The account that PostgreSQL runs as (${account?.uid ?? "yours"}) cannot make a folder in ${candidates.join(" or ")}.`,
    );
  return path.join(place, `planwright-postgres-${randomBytes(8).toString("hex")}`);
};

/** Where the data may be apart from everything else: in memory when none of it need reach a disk and there is room. */
const dataPlaces = ({ folder, settings }: Plan): ReadonlyArray<string> => {
  if (folder !== undefined) return [folder];
  const memory = settings.fsync === "off" ? memoryFolder() : undefined;
  return memory === undefined ? [] : [memory, ...places()];
};

const write = (place: Place, files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(place.dataFolder, name);
    writeFileSync(file, text, { mode: 0o600 });
    if (place.account !== undefined) chownSync(file, place.account.uid, place.account.gid);
  }
};

/** Makes and starts a server; when that fails, nothing of it is left. */
export const raiseServer = async (plan: Plan): Promise<Server> => {
  const account = serverAccount();
  const folder = nameFolder(places(), account);
  const apart = dataPlaces(plan);
  const other = apart.length === 0 ? folder : nameFolder(apart, account);
  const place: Place = { folder, dataFolder: path.join(other, "data"), account };
  const watchdog = await startWatchdog(place);
  try {
    const installation = usableBy(account, plan.installation, folder);
    await plan.fill(place, installation);
    write(place, plan.files);
    return await startOnAnyPort(
      (port) => new Server(place, installation, plan.settings, port, watchdog),
      plan.drawPort,
    );
  } catch (error) {
    await watchdog.bark();
    throw error;
  }
};
