import { readFileSync, statSync } from "node:fs";

/** What a password is asked for. */
export interface Account {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/** Four fields and the rest of the line, which is the password; a backslash takes the meaning from what comes after it. */
const LINE = /^((?:\\.|[^:\\])*):((?:\\.|[^:\\])*):((?:\\.|[^:\\])*):((?:\\.|[^:\\])*):(.*)$/;

const matches = (pattern: string | undefined, value: string): boolean =>
  pattern === "*" || pattern?.replace(/\\(.)/g, "$1") === value;

/** The lines of a file that nobody but its owner can read, as libpq demands; [] of any other. */
const linesOf = (file: string): ReadonlyArray<string> => {
  try {
    return (statSync(file).mode & 0o077) === 0 ? readFileSync(file, "utf8").split(/\r?\n/) : [];
  } catch {
    return [];
  }
};

/** The password of libpq's password file (`host:port:database:user:password`, `*` for any); the first line that fits counts. */
export const passwordFrom = (file: string, { database, host, port, user }: Account): string | undefined => {
  const asked = [host.startsWith("/") ? "localhost" : host, String(port), database, user];
  for (const line of linesOf(file)) {
    if (line.startsWith("#")) continue;
    const [, ...fields] = LINE.exec(line) ?? [];
    const [password] = fields.slice(4);
    if (password === undefined || !asked.every((value, at) => matches(fields[at], value))) continue;
    return password.replace(/\\(.)/g, "$1");
  }
  return undefined;
};
