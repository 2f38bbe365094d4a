import type { CrowdClaims } from "../claims/measureClaims.ts";
import type { Machine } from "../measure/Machine.ts";
import type { ServerFacts } from "../measure/Report.ts";
import type { MeasuredGrowth } from "./measureGrowth.ts";

/** How costs grow with the ledger. */
export interface GrowthReport {
  /** When it began, as ISO 8601 in UTC. */
  readonly date: string;
  readonly machine: Machine;
  readonly server: ServerFacts | null;
  /** Ledgers too small for the times to say anything. */
  readonly quick: boolean;
  /** About how many plans the ledgers hold. */
  readonly plans: ReadonlyArray<number>;
  readonly rounds: number;
  readonly measured: ReadonlyArray<MeasuredGrowth>;
  /** Claims by several workers in the largest ledger on a server; null where that was not asked for. */
  readonly claims: CrowdClaims | null;
}

/** True when it costs about the same in the largest ledger as in the smallest; without a goal it always does. */
export const staysCheap = ({ goal, ratio }: MeasuredGrowth): boolean => goal === null || ratio.median <= goal;

/** The names of what grows more than it should; a quick run knows of none. */
export const missedGrowth = ({ measured, quick }: GrowthReport): ReadonlyArray<string> =>
  quick ? [] : measured.filter((one) => !staysCheap(one)).map(({ engine, name }) => `${name} on ${engine}`);
