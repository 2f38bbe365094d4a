import * as Effect from "effect/Effect";
import { pendingOf, versionOf } from "../chain/pending.ts";
import type { Engine, Standing } from "../Engine.ts";
import type { PostgresLocation } from "../Location.ts";
import { MigrationError } from "../MigrationError.ts";
import { attempt } from "./attempt.ts";
import { chain } from "./chain.ts";
import { examine } from "./examine.ts";
import { look, type Place } from "./place.ts";
import { planUp } from "./planUp.ts";
import { up } from "./up.ts";
import { verifySchema } from "./verifySchema.ts";

const standing = async (place: Place): Promise<Standing> => {
  const condition = await examine(place, chain);
  return {
    condition,
    schemaVersion: versionOf(condition, chain),
    pending: pendingOf(condition, chain, undefined, place.location).map(({ name }) => name),
  };
};

/** What PostgreSQL does with a schema of a database; the schema must be made by a run, never by a first use. */
export const postgresEngine = (location: PostgresLocation): Engine => {
  const { address } = location;
  const looking = <A>(waitMillis: number, use: (place: Place) => Promise<A>) =>
    attempt(location, waitMillis, (client, { leftMillis }) => look(client, address, leftMillis, use));
  return {
    name: "postgresql",
    createsOnFirstUse: false,
    standing: (waitMillis) => looking(waitMillis, standing),
    plan: (to, waitMillis) =>
      looking(waitMillis, (place) =>
        planUp(place, { chain, onlyCurrent: false, ...(to === undefined ? {} : { to }) }),
      ),
    up: ({ onlyEmpty, onProgress, to, waitMillis }) =>
      attempt(location, waitMillis, (client, { nowMillis, leftMillis }) =>
        up(client, address, {
          chain,
          onlyCurrent: onlyEmpty,
          onProgress,
          nowMillis,
          patienceMillis: leftMillis,
          ...(to === undefined ? {} : { to }),
        }),
      ),
    verify: (waitMillis) => looking(waitMillis, (place) => verifySchema(place, chain)),
    backup: (target) => {
      const what = "a database on a server is copied with PostgreSQL's own tools, as with pg_dump";
      return Effect.fail(
        new MigrationError({ reason: { _tag: "BackupFailed", file: target, what }, location: address }),
      );
    },
  };
};
