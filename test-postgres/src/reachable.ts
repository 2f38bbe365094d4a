import { spawnSync } from "node:child_process";
import type { Account } from "./Account.ts";

/** Whether an account may do these things with a file or a folder: "r" read, "w" write, "x" run or enter. */
export const reachable = (file: string, wanted: string, account: Account | undefined): boolean => {
  const test = Array.from(wanted, (letter) => `test -${letter} "$0"`).join(" && ");
  const { error, status } = spawnSync("sh", ["-c", test, file], { cwd: "/", stdio: "ignore", ...account });
  if (error !== undefined)
    throw new Error(
      `PostgreSQL does not run as root, and this root cannot become another account (${account?.uid}).`,
      { cause: error },
    );
  return status === 0;
};
