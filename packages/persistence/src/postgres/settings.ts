import * as Result from "effect/Result";
import { LocationError } from "../LocationError.ts";

/** Limits of the pool and of time; each has a default, and a URL's word counts more than a program's. */
export interface PostgresSettings {
  /** How many connections there may be to each server, and so how many units of work at once. Default 10. */
  readonly poolSize?: number | undefined;
  /** After how many milliseconds an idle connection is closed; 0 for never. Default 30,000. */
  readonly poolIdleMillis?: number | undefined;
  /** How long a statement may run, in milliseconds; 0 for any time. Default 60,000. */
  readonly statementMillis?: number | undefined;
  /** How long a statement may wait for a lock, in milliseconds; 0 for any time. Default: as long as a unit waits for room. */
  readonly lockMillis?: number | undefined;
  /** How long a unit of work may do nothing before the server ends it, in milliseconds; 0 for any time. Default 60,000. */
  readonly idleInTransactionMillis?: number | undefined;
}

/** The same with everything decided. */
export type Decided = { readonly [Name in keyof PostgresSettings]-?: number };

/** What a number among the options may be; milliseconds unless `unit` says otherwise, "" for a mere number. */
export interface Range {
  /** Its name in a URL. */
  readonly option: string;
  readonly least: number;
  readonly most: number;
  readonly unit?: string;
}

const DAY = 86_400_000;

/** The settings under their names in a URL, which are the server's own where it has them. */
export const ranges: { readonly [Name in keyof PostgresSettings]-?: Range } = {
  poolSize: { option: "pool_size", least: 1, most: 1_000, unit: "connections" },
  poolIdleMillis: { option: "pool_idle_timeout", least: 0, most: DAY },
  statementMillis: { option: "statement_timeout", least: 0, most: DAY },
  lockMillis: { option: "lock_timeout", least: 0, most: DAY },
  idleInTransactionMillis: { option: "idle_in_transaction_session_timeout", least: 0, most: DAY },
};

/** The names of all settings. */
export const settingNames = Object.keys(ranges) as ReadonlyArray<keyof PostgresSettings>;

/** Refuses an option; `rule` finishes the sentence that begins with its name. */
export const refuseOption = (option: string, rule: string): Result.Result<never, LocationError> =>
  Result.fail(new LocationError({ reason: { _tag: "BadOption", option, rule } }));

/** A whole number within a range. */
export const inRange = (
  value: number,
  { least, most, option, unit = "milliseconds" }: Range,
): Result.Result<number, LocationError> =>
  Number.isInteger(value) && value >= least && value <= most
    ? Result.succeed(value)
    : refuseOption(option, `must be a whole number${unit && ` of ${unit}`} from ${least} to ${most}`);

/** What a program asks for, checked as a URL's options are. */
export const checkSettings = (settings: PostgresSettings): Result.Result<PostgresSettings, LocationError> =>
  Result.gen(function* () {
    for (const name of settingNames) {
      const value = settings[name];
      if (value !== undefined) yield* inRange(value, ranges[name]);
    }
    return settings;
  });

/** The settings of the URL, then those of the program, then the defaults. */
export const decide = (
  ofUrl: PostgresSettings,
  ofProgram: PostgresSettings,
  waitMillis: number,
): Decided => ({
  poolSize: ofUrl.poolSize ?? ofProgram.poolSize ?? 10,
  poolIdleMillis: ofUrl.poolIdleMillis ?? ofProgram.poolIdleMillis ?? 30_000,
  statementMillis: ofUrl.statementMillis ?? ofProgram.statementMillis ?? 60_000,
  lockMillis: ofUrl.lockMillis ?? ofProgram.lockMillis ?? waitMillis,
  idleInTransactionMillis: ofUrl.idleInTransactionMillis ?? ofProgram.idleInTransactionMillis ?? 60_000,
});
