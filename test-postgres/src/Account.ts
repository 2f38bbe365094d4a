import { readFileSync } from "node:fs";
import process from "node:process";

/** The numbers of a user and a group of this machine. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom a server runs as: PostgreSQL refuses root, so that root hands it to `nobody`, which every system has; nothing is
 * created on the machine. Undefined for anybody else: their servers run as themselves.
 */
export const serverAccount = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const [, , uid = "65534", gid = "65534"] = line?.split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
};
