import type { Server } from "@planwright/test-postgres";
import { type MeasuredClaims, measureClaims, nameOfClaims } from "./claims/measureClaims.ts";
import { FEW_TRIALS, TRIALS } from "./claims/trials.ts";
import type { Arena, Call, EngineName } from "./measure/Arena.ts";
import {
  compareStarts,
  type Start,
  type StartsCompared,
  statusOf,
  VERSION,
} from "./measure/compareStarts.ts";
import { compareWithDriver } from "./measure/compareWithDriver.ts";
import { describeMachine } from "./measure/Machine.ts";
import type { Report } from "./measure/Report.ts";
import type { Options } from "./options.ts";
import { SETTINGS, startBenchServer } from "./postgres/benchServer.ts";
import { postgresArena } from "./postgres/postgresArena.ts";
import { FULL, QUICK, type Sizes } from "./Sizes.ts";
import { scenarios } from "./scenarios.ts";
import { sqliteArena } from "./sqlite/sqliteArena.ts";

/** What is measured, and who is told what is being done. */
interface Wanted extends Pick<Options, "driverOnly" | "only"> {
  readonly sizes: Sizes;
  /** Where the ledgers and the homes of programs are made. */
  readonly folder: string;
  readonly say: (what: string) => void;
  /** Starts that need no ledger. */
  readonly alsoStarts: ReadonlyArray<Start>;
}

/** Measures a ledger of one engine against its driver, and the program that is started on it against Node. */
const measureEngine = async <C extends Call>(
  arena: Arena<C>,
  { alsoStarts, driverOnly, folder, only, say, sizes }: Wanted,
): Promise<StartsCompared> => {
  const isWanted = ({ name }: { readonly name: string }) => name.includes(only);
  say(`making a ledger of ${arena.engine}`);
  const contents = await arena.fill(sizes);
  const starts = driverOnly ? [] : [...alsoStarts, statusOf(contents.tree, arena.engine)].filter(isWanted);
  let started: StartsCompared = { measured: [], unmeasured: [] };
  say(`measuring ${arena.engine} against its driver`);
  const wanted = scenarios(contents, sizes).filter(isWanted);
  const measured = await compareWithDriver(arena, wanted, sizes, ({ url }) => {
    say(`measuring starts on ${arena.engine}`);
    started = compareStarts(url, folder, starts, sizes);
  });
  return { measured: [...measured, ...started.measured], unmeasured: started.unmeasured };
};

/**
 * Measures what was asked for on ledgers that are made in a folder and on a server of the bench's own.
 *
 * @param say is told what is being done, for whoever waits
 */
export const measureAll = async (
  folder: string,
  { driverOnly, engines, only, quick }: Options,
  say: (what: string) => void,
): Promise<Report> => {
  const date = new Date().toISOString();
  const sizes = quick ? QUICK : FULL;
  const machine = describeMachine(folder);
  const [first] = engines;
  let server: Server | undefined;
  const claims: Array<MeasuredClaims> = [];
  const measureOn = async (engine: EngineName): Promise<StartsCompared> => {
    const alsoStarts = engine === first ? [VERSION] : [];
    const wanted: Wanted = { alsoStarts, driverOnly, only, sizes, folder, say };
    if (engine === "SQLite") return measureEngine(sqliteArena(folder), wanted);
    server = await startBenchServer();
    const part = await measureEngine(postgresArena(server.url), wanted);
    const trials = (quick ? FEW_TRIALS : TRIALS).filter((trial) =>
      `claims of ${nameOfClaims(trial)}`.includes(only),
    );
    if (trials.length > 0) say("measuring claims per second");
    claims.push(...(await measureClaims(server.url, trials, sizes.claims)));
    return part;
  };
  try {
    const parts: Array<StartsCompared> = [];
    for (const engine of engines) parts.push(await measureOn(engine));
    return {
      date,
      machine,
      server: server === undefined ? null : { version: server.version, settings: SETTINGS },
      quick,
      sizes,
      measured: parts.flatMap((part) => part.measured),
      unmeasured: parts.flatMap((part) => part.unmeasured),
      claims,
    };
  } finally {
    await server?.remove();
  }
};
