import { chownSync, cpSync, existsSync, lchownSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Account } from "./Account.ts";
import { type Installation, installationIn } from "./Installation.ts";
import { reachable } from "./reachable.ts";

const give = (folder: string, { gid, uid }: Account): void => {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) give(file, { gid, uid });
    else lchownSync(file, uid, gid);
  }
};

/** One of each kind of file: when an account can use these, it can use all. Systems keep the last one elsewhere. */
const samples = [
  ["bin/postgres", "rx"],
  ["bin/initdb", "rx"],
  ["share/postgresql/postgres.bki", "r"],
] as const;

/**
 * The same installation where the account can use it: as it is, or a copy in this folder when it is in a private one,
 * as in somebody's home.
 */
export const usableBy = (
  account: Account | undefined,
  installation: Installation,
  folder: string,
): Installation => {
  const from = path.dirname(installation.bin);
  const present = samples
    .map(([file, how]) => [path.join(from, file), how] as const)
    .filter(([file]) => existsSync(file));
  if (present.every(([file, how]) => reachable(file, how, account))) return installation;
  const to = path.join(folder, "postgresql");
  cpSync(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    // for compiling, not for running
    filter: (file) => !file.endsWith(".a") && path.basename(file) !== "include",
  });
  if (account !== undefined) give(to, account);
  return installationIn(path.join(to, "bin"));
};
