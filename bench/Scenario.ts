import type { Ledger } from "./ledger/Ledger.ts";
import type { EngineName } from "./measure/Arena.ts";

/** Something that users do through a use case, and how much slower than the raw driver it may be. */
export interface Scenario {
  readonly name: string;
  /** The highest ratio that is fine; none for a figure that only explains another one. */
  readonly goals: { readonly [Engine in EngineName]?: number };
  /** How often it is done in a round. */
  readonly times: number;
  /** Whether commits wait for the disk, as they always do for users. */
  readonly durable: boolean;
  /** Does it once. `turn` counts on from round to round. */
  readonly run: (ledger: Ledger, turn: number) => Promise<unknown>;
}
