import type { SeedPlan } from "./SeedPlan.ts";

/** Puts plans into a ledger, so many at a time that a million of them take a minute or two. */
export interface Seeder {
  /**
   * Writes plans whose parents come before them. Nobody else uses the ledger meanwhile; its indexes are made anew at the
   * end, and what the engine knows of the tables is brought up to date.
   */
  readonly load: (plans: Iterable<SeedPlan>) => Promise<void>;
}

const BATCH = 20_000;

/** The plans in batches, each as the JSON text of a list. */
export function* batchesOf(plans: Iterable<SeedPlan>): Generator<string> {
  let batch: Array<SeedPlan> = [];
  for (const plan of plans) {
    batch.push(plan);
    if (batch.length < BATCH) continue;
    yield JSON.stringify(batch);
    batch = [];
  }
  if (batch.length > 0) yield JSON.stringify(batch);
}

/** The instants at which the leases of seeds begin and end. */
export const leaseTimes = (now: number): readonly [from: string, until: string] => {
  const instant = (millis: number) => new Date(millis).toISOString().replace("Z", "000Z");
  return [instant(now), instant(now + 86_400_000)];
};
