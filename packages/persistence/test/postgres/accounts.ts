import * as Effect from "effect/Effect";
import type { Client } from "pg";

/** The same database as somebody else. */
export const as = (url: string, user: string, password = ""): string => {
  const other = new URL(url);
  other.username = user;
  other.password = password;
  return other.href;
};

const run = (client: Client, text: string) => Effect.promise(() => client.query(text));

/** A role that may log in to all databases of the server, gone with the scope. */
export const role = (beside: Client, name: string, more = "") =>
  Effect.acquireRelease(run(beside, `CREATE ROLE ${name} LOGIN ${more}`), () =>
    Effect.asVoid(run(beside, `DROP OWNED BY ${name}; DROP ROLE ${name}`)),
  );
