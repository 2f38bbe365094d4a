import type { Fault } from "../history/brokenLedgers.ts";
import type { Answer, Command } from "../history/Call.ts";

/** What a worker process is told to do. */
export type Order =
  /** Connect to a ledger, with a fault in the store if one is named. */
  | { readonly order: "open"; readonly url: string; readonly process: number; readonly fault: Fault | null }
  | { readonly order: "close" }
  /** Do one thing after another for a while and record it. `base` is a number of nanoseconds as text. */
  | {
      readonly order: "record";
      readonly file: string;
      readonly seed: number;
      readonly base: string;
      readonly millis: number;
    }
  /** Follow the log into a file until the order `stop`. */
  | { readonly order: "follow"; readonly file: string }
  | { readonly order: "stop" }
  /** Carry out commands one after the other, beginning at an instant of the monotonic clock (nanoseconds as text). */
  | { readonly order: "carry out"; readonly commands: ReadonlyArray<Command>; readonly at: string }
  /** Bring the schema of a database up to date. */
  | { readonly order: "migrate"; readonly url: string };

/** What a worker answers to each order. */
export interface Results {
  readonly open: null;
  readonly close: null;
  /** Number of calls. */
  readonly record: number;
  /** Number of events. */
  readonly follow: number;
  readonly stop: null;
  /** An answer for each command; null = nobody knows what came of it. */
  readonly "carry out": ReadonlyArray<Answer | null>;
  readonly migrate: Migrated;
}

/** What one process made of a migration. */
export type Migrated =
  | { readonly applied: ReadonlyArray<string>; readonly to: string | null }
  | { readonly failed: string };

/** An order on its way, with the number under which its answer comes. */
export interface Numbered {
  readonly number: number;
  readonly order: Order;
}

/** An answer on its way: the result, or what was thrown. */
export type Reply =
  | { readonly number: number; readonly result: unknown }
  | { readonly number: number; readonly thrown: string };
