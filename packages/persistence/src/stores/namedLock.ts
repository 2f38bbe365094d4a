import type { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { sql } from "kysely";
import type { Engine, EngineLocks } from "../Engine.ts";
import type { Session } from "../Session.ts";
import { statement } from "../Statement.ts";
import { sideBySide } from "./sideBySide.ts";

/** What a name stands for; its parts are kept apart. */
export const lockName = (kind: string, ...parts: ReadonlyArray<string | null>): string =>
  JSON.stringify([kind, ...parts]);

const locksOf = ({ locks }: Engine): EngineLocks => {
  if (locks === null) throw new TypeError("where one writer follows another there are no locks by name");
  return locks;
};

/** Waits for the lock of a name, which the transaction then has to its end. */
export const WAIT_FOR_LOCK = statement<{ readonly name: string }>()((db, $, engine) =>
  db.selectNoFrom(sql`${locksOf(engine).wait($("name"))}`.as("taken")),
);

/** Takes the lock of a name if nobody has it, and says whether it could. */
export const TRY_LOCK = statement<{ readonly name: string }>()((db, $, engine) =>
  db.selectNoFrom(locksOf(engine).attempt($("name")).as("taken")),
);

/** What a question answers once the lock of a name is taken, where others write at the same time. */
export const lockedRead = <A>(
  session: Session,
  name: string,
  question: Effect.Effect<A, StorageError>,
): Effect.Effect<A, StorageError> =>
  session.engine.locks === null
    ? question
    : Effect.map(
        sideBySide(session, { lock: session.get(WAIT_FOR_LOCK, { name }), answer: question }),
        ({ answer }) => answer,
      );
