import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { UnitOfWork } from "@planwright/domain";
import { ACTION_NAME, makeAction } from "@planwright/domain/testing";
import { migrate } from "@planwright/migrations";
import { createDatabase, templateDatabase } from "@planwright/test-postgres";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Scope } from "effect/Scope";
import { Client } from "pg";
import { Persistence, type PersistenceOptions } from "../../src/Persistence.ts";

/** What the migrations are made of: another chain makes another template. */
const chain = (): string => {
  const digest = createHash("sha256");
  for (const folder of ["sql/postgres/", "src/"]) {
    const place = new URL(`../../../migrations/${folder}`, import.meta.url);
    for (const name of readdirSync(place, { recursive: true, encoding: "utf8" }).sort()) {
      if (/\.(?:sql|ts)$/.test(name)) digest.update(readFileSync(new URL(name, place)));
    }
  }
  return digest.digest("hex");
};

/** Runs on a connection of its own, which is closed afterwards. */
export const onConnection = async <A>(url: string, use: (client: Client) => Promise<A>): Promise<A> => {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

/** The tables of a ledger, made by the migrations. */
export const makeTables = async (url: string): Promise<void> => {
  await Effect.runPromise(
    migrate({ engine: "postgresql", address: "a test", client: { connectionString: url } }),
  );
};

/** The name of the database that empty ledgers are copies of, made once for a run. */
export const ledgerTemplate = (): Promise<string> => templateDatabase(`persistence-${chain()}`, makeTables);

/** The URL of a database of its own with an empty ledger, dropped with the scope. */
export const ledgerDatabase: Effect.Effect<string, never, Scope> = Effect.map(
  Effect.acquireRelease(
    Effect.promise(async () => createDatabase({ template: await ledgerTemplate() })),
    (database) => Effect.promise(() => database.drop()),
  ),
  ({ url }) => url,
);

/** The ledger in a database, closed with the scope. */
export const openLedger = <E = never>(
  url: string,
  options: PersistenceOptions<E> = {},
): Effect.Effect<UnitOfWork["Service"], unknown, Scope> =>
  Effect.map(Layer.build(Persistence.layer(url, options)), (context) => Context.get(context, UnitOfWork));

/** A ledger that has the action from which test plans are made. */
export const openWithAction = <E = never>(
  url: string,
  options: PersistenceOptions<E> = {},
): Effect.Effect<UnitOfWork["Service"], unknown, Scope> =>
  Effect.tap(openLedger(url, options), (uow) =>
    uow.write((stores) =>
      Effect.flatMap(stores.actions.find(ACTION_NAME), (found) =>
        found === null ? stores.actions.insert(makeAction()) : Effect.void,
      ),
    ),
  );

/** A connection of the plain driver, as somebody else would have one, closed with the scope. */
export const openBeside = (url: string): Effect.Effect<Client, never, Scope> =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const client = new Client({ connectionString: url });
      client.on("error", () => {});
      await client.connect();
      return client;
    }),
    (client) => Effect.promise(() => client.end()),
  );

/** The same URL with more options. */
export const withOptions = (url: string, options: Readonly<Record<string, string>>): string => {
  const more = new URL(url);
  for (const [name, value] of Object.entries(options)) {
    more.search += `${more.search === "" ? "" : "&"}${name}=${encodeURIComponent(value)}`;
  }
  return more.href;
};
