import type { FAILURES, Subject } from "./failures.ts";
import type { Outcome } from "./Outcome.ts";
import type { Stage } from "./Stage.ts";

/** A failure that lasts, with what came of the calls that met it. */
export interface Scene {
  readonly stage: Stage;
  /** At least one. */
  readonly outcomes: ReadonlyArray<Outcome>;
  /** Ends the cause, and touches nothing of the program that has the ledger open. */
  readonly mend: () => Promise<void>;
}

/** Provokes a failure for real; `mend` is called also when something is wrong with what callers were told. */
export interface Story<Setting> {
  /** The sentences that callers may be told, whole, as `anonymous` writes them; none where they notice nothing. */
  readonly says: ReadonlyArray<string>;
  readonly play: (setting: Setting) => Promise<Scene>;
}

/** Why an engine cannot suffer a failure. */
export interface Without {
  readonly lacks: string;
}

/** A story, or the reason why there is none, for each failure of a subject. */
export type Stories<Setting, Of extends Subject> = {
  readonly [Name in keyof (typeof FAILURES)[Of]]: Story<Setting> | Without;
};

/** A sentence without what differs from run to run: numbers, addresses, paths and names of databases. */
export const anonymous = (sentence: string): string =>
  sentence
    .replaceAll(/127\.0\.0\.1:\d+/g, "HOST:PORT")
    .replaceAll(/(?:\/[\w.-]+)+\/ledger\.db/g, "FILE")
    .replaceAll(/"ledger_\d+"/g, '"DATABASE"')
    .replaceAll(/\b\d+\b/g, "N");
