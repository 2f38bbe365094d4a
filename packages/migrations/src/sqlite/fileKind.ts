import { statSync } from "node:fs";
import { MigrationError } from "../MigrationError.ts";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";

const why: Readonly<Record<string, string>> = {
  EACCES: "you may not enter its folder",
  ENOTDIR: "a part of the path is not a folder",
  ELOOP: "its links lead nowhere",
};

/**
 * Whether there is a file at a path, without opening it: closing a second descriptor of a database file drops the locks that SQLite
 * holds on it in this process. Anything but a regular file is refused.
 */
export const fileKind = (file: string): "file" | "missing" => {
  try {
    const found = statSync(file);
    if (found.isFile()) return "file";
    const what = found.isDirectory() ? "it is a folder" : "it is not a regular file";
    throw new MigrationError({ reason: { _tag: "NotADatabase", what }, location: file });
  } catch (cause) {
    if (cause instanceof MigrationError) throw cause;
    const code = codeOf(cause);
    if (code === "ENOENT") return "missing";
    const reason = { _tag: "Unavailable", what: why[code] ?? code } as const;
    throw new MigrationError({ reason, location: file, cause });
  }
};
