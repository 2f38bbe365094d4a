import { Instant, isInstant, type StorageError } from "@planwright/domain";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { statement } from "../Statement.ts";
import { corrupt } from "./corrupt.ts";
import type { StoreContext } from "./StoreContext.ts";

const callersNow = Effect.map(Clock.currentTimeMillis, Instant.fromMillis);

const ENGINES_NOW = statement()((db, _, { clock }) =>
  db.selectNoFrom((clock === null ? sql<string>`NULL` : clock.instant(clock.reading)).as("now")),
);

/** The time by the engine's clock, or by the caller's where the engine has none. */
export const storeNow = ({ session }: StoreContext): Effect.Effect<Instant, StorageError> =>
  session.engine.clock === null
    ? callersNow
    : Effect.flatMap(session.get(ENGINES_NOW, {}), (row) =>
        row !== undefined && isInstant(row.now) ? Effect.succeed(row.now) : corrupt("the server's clock"),
      );
