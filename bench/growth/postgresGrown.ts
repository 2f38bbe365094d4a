import { migrate } from "@planwright/migrations";
import { connected } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import { openLedger } from "../ledger/Ledger.ts";
import { connect } from "../postgres/connect.ts";
import { locate, urlOf } from "../postgres/places.ts";
import { openPostgresLedger, optionsOf } from "../postgres/postgresArena.ts";
import { type Recording, recordCalls } from "../postgres/recordCalls.ts";
import { postgresSeeder } from "../seed/postgresSeeder.ts";
import { explainCalls } from "./explainPostgres.ts";
import type { GrownLedger } from "./GrownLedger.ts";
import { makeTemplates, plansOf } from "./mixedLedger.ts";
import type { Probe } from "./Probe.ts";
import { Sampler } from "./Sampler.ts";

/** The name of the database of a ledger of that size. */
export const databaseOf = (size: number): string => `grown_${size}`;

const makeDatabase = async (server: string, size: number): Promise<Sampler> => {
  await connected(server, (client) => client.query(`CREATE DATABASE ${databaseOf(size)}`));
  const url = urlOf(server, databaseOf(size));
  await Effect.runPromise(migrate(locate(url)));
  const ledger = await openLedger(locate(url), { poolSize: 1 });
  const templates = await makeTemplates(ledger);
  await ledger.close();
  const sampler = new Sampler(size);
  await postgresSeeder(url).load(sampler.over(plansOf(size, templates)));
  return sampler;
};

const middleOfLog = (url: string): Promise<number> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ readonly id: string }>("SELECT max(id) / 2 AS id FROM pw_events");
    return Number(rows[0]?.id);
  });

/** Makes a ledger of mixed plans in a database of its own and opens it over one connection. */
export const growPostgres = async (server: string, size: number): Promise<GrownLedger> => {
  const sampler = await makeDatabase(server, size);
  const url = urlOf(server, databaseOf(size));
  const { client, ledger } = await openPostgresLedger(url);
  const sample = { ...sampler.sample, event: await middleOfLog(url) };

  let take: Recording["take"] = async () => [];
  const recorded = await openPostgresLedger(url, (connection) => {
    take = recordCalls(connection).take;
  });
  const explaining = await connect({ connectionString: url, options: await optionsOf(client) });
  const explain = async (probe: Probe) => {
    await take();
    const then = await probe.run({ ledger: recorded.ledger, sample }, 0);
    const calls = await take();
    await then();
    return explainCalls(explaining, calls);
  };
  const close = async () => {
    await Promise.all([ledger.close(), recorded.ledger.close(), explaining.end()]);
  };
  return { engine: "PostgreSQL", size, ledger, sample, explain, close };
};
