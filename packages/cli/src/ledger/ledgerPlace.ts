import { userInfo } from "node:os";
import { isAbsolute, join } from "node:path";
import { type Location, type LocationError, parseLocation } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import type { Call } from "../command/Call.ts";
import { badValue, type UsageError } from "../command/UsageError.ts";
import type { Io } from "../Io.ts";

/**
 * Planwright's folder among a user's state, always absolute; a relative XDG_STATE_HOME counts as none, as its
 * specification says, and so does a relative or empty HOME.
 */
export const stateFolder = ({ env }: Pick<Io, "env">): string => {
  const given = env.XDG_STATE_HOME ?? "";
  const home = env.HOME ?? "";
  // Not `homedir`, which gives HOME back as it is: a ledger would follow the working directory.
  const state = isAbsolute(given)
    ? given
    : join(isAbsolute(home) ? home : userInfo().homedir, ".local", "state");
  return join(state, "planwright");
};

/** The ledger that a run works on: the one that was named, or the one in the user's state directory. */
export const ledgerPlace = ({ databaseUrl, io }: Call): Effect.Effect<Location, LocationError> =>
  databaseUrl === undefined
    ? Effect.succeed({ engine: "sqlite", file: join(stateFolder(io), "ledger.db") })
    : Effect.fromResult(parseLocation(databaseUrl, io.env));

/** A database that is there before a run and after it. */
export type LastingPlace = Exclude<Location, { engine: "sqlite-memory" }>;

/** The same for a command that looks after the database itself, which must outlive the command. */
export const lastingPlace = (call: Call): Effect.Effect<LastingPlace, LocationError | UsageError> =>
  Effect.flatMap(ledgerPlace(call), (location) =>
    location.engine === "sqlite-memory"
      ? Effect.fail(
          badValue(
            "--database-url",
            "a database in memory is new in every process; name a file or a database on a server.",
          ),
        )
      : Effect.succeed(location),
  );
