import type { Crypto, Plan, UnitOfWork } from "@planwright/domain";
import type { Layer } from "effect/Layer";

/** The stored texts of a plan that a scenario can damage. */
export type StoredText = "effective_profile_snapshot" | "automation_profile";

/** One ledger of one scenario, empty at first. */
export interface Ledger {
  /** A connection of its own where there can be several, otherwise the only one. */
  readonly layer: () => Layer<UnitOfWork | Crypto, unknown>;
  readonly manyConnections: boolean;
  /** Its instants are a server's; otherwise they are those of whoever calls. */
  readonly ownClock: boolean;
  /** Where programs find it; undefined where they cannot. */
  readonly url: string | undefined;
  /** A folder of the scenario's own. */
  readonly folder: string;
  /** Puts in a plan as an adopted ledger may hold it: in any place, with rules that are not captured. */
  readonly adopt: (plan: Plan) => Promise<void>;
  /** Puts a text where no rule of the ledger would let it. Throws `Lacks` where nothing is stored as text. */
  readonly damage: (planId: string, column: StoredText, text: string) => Promise<void>;
  /**
   * Makes every instant that is stored earlier by so many milliseconds; nobody has the ledger open meanwhile who goes by
   * a clock of its own. Throws `Lacks` where nothing is stored as text.
   */
  readonly age: (millis: number) => Promise<void>;
  /** Removes everything that it left. */
  readonly close: () => Promise<void>;
}
