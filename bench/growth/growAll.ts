import type { Server } from "@planwright/test-postgres";
import { type CrowdClaims, measureCrowd } from "../claims/measureClaims.ts";
import type { EngineName } from "../measure/Arena.ts";
import { describeMachine } from "../measure/Machine.ts";
import type { Options } from "../options.ts";
import { SETTINGS, startBenchServer } from "../postgres/benchServer.ts";
import { urlOf } from "../postgres/places.ts";
import { FULL, QUICK } from "../Sizes.ts";
import type { GrownLedger } from "./GrownLedger.ts";
import type { GrowthReport } from "./GrowthReport.ts";
import { type MeasuredGrowth, measureGrowth } from "./measureGrowth.ts";
import { databaseOf, growPostgres } from "./postgresGrown.ts";
import { PROBES } from "./probes.ts";
import { growSqlite } from "./sqliteGrown.ts";

/** The workers who claim in the largest ledger. */
const CROWD = { processes: 1, workers: 8 } as const;

/**
 * Measures how costs grow with the ledger, on ledgers that are made in a folder and on a server of the bench's own.
 *
 * @param say is told what is being done, for whoever waits
 */
export const growAll = async (
  folder: string,
  { engines, only, quick }: Options,
  say: (what: string) => void,
): Promise<GrowthReport> => {
  const date = new Date().toISOString();
  const { claims: claimSizes, growth } = quick ? QUICK : FULL;
  const machine = describeMachine(folder);
  const probes = PROBES.filter(({ name }) => name.includes(only));
  const measured: Array<MeasuredGrowth> = [];
  let server: Server | undefined;
  let claims: CrowdClaims | null = null;
  const grow = async (engine: EngineName): Promise<void> => {
    if (engine === "PostgreSQL") server = await startBenchServer();
    const ledgers: Array<GrownLedger> = [];
    for (const size of growth.plans) {
      say(`making a ledger of ${size.toLocaleString("en")} plans in ${engine}`);
      ledgers.push(
        server === undefined ? await growSqlite(folder, size) : await growPostgres(server.url, size),
      );
    }
    say(`measuring ${engine}`);
    measured.push(...(await measureGrowth(ledgers, probes, growth)));
    for (const { close } of ledgers) await close();
    if (server === undefined || !"claims by 8 workers".includes(only)) return;
    say("measuring claims");
    const largest = urlOf(server.url, databaseOf(growth.plans.at(-1) ?? 0));
    claims = await measureCrowd(largest, CROWD, claimSizes);
  };
  try {
    for (const engine of engines) await grow(engine);
    return {
      date,
      machine,
      server: server === undefined ? null : { version: server.version, settings: SETTINGS },
      quick,
      plans: growth.plans,
      rounds: growth.rounds,
      measured,
      claims,
    };
  } finally {
    await server?.remove();
  }
};
