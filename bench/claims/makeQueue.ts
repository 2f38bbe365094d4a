import { migrate } from "@planwright/migrations";
import { connected } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import { openLedger } from "../ledger/Ledger.ts";
import { locate, urlOf } from "../postgres/places.ts";
import { postgresSeeder } from "../seed/postgresSeeder.ts";
import { FAMILY, type QueueKind, queueOf } from "../seed/queues.ts";
import { makeActions, makeTemplate } from "../seed/templates.ts";

/** Makes the database `queue` with so many plans that wait to be claimed, in place of one that is there. */
export const makeQueue = async (server: string, kind: QueueKind, size: number): Promise<void> => {
  await connected(server, async (client) => {
    await client.query("DROP DATABASE IF EXISTS queue");
    await client.query("CREATE DATABASE queue");
  });
  const url = urlOf(server, "queue");
  await Effect.runPromise(migrate(locate(url)));
  const ledger = await openLedger(locate(url), { poolSize: 1 });
  await makeActions(ledger, ["local/tidy"]);
  // A plan that waits for a person, so that nobody claims the template itself.
  const options = { action: "local/tidy", automationProfile: "manual", maxParallel: FAMILY };
  const template = await makeTemplate(ledger, options);
  await ledger.close();
  await postgresSeeder(url).load(queueOf(kind, size, template));
};
