import type { EngineName } from "../measure/Arena.ts";
import type { Grown, Probe } from "./Probe.ts";

/** A statement and what the engine does for it, in short. */
export interface QueryPlan {
  readonly statement: string;
  /** One step of the engine each, indented below the step that asks for it. */
  readonly steps: ReadonlyArray<string>;
}

/** A ledger of mixed plans that is open. */
export interface GrownLedger extends Grown {
  readonly engine: EngineName;
  /** About how many plans it holds. */
  readonly size: number;
  /** What the engine does for a probe, statement by statement. */
  readonly explain: (probe: Probe) => Promise<ReadonlyArray<QueryPlan>>;
  readonly close: () => Promise<void>;
}
