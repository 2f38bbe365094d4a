import type { SnapshotStore } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { statement } from "../Statement.ts";
import type { StoreContext } from "./StoreContext.ts";

/**
 * Asked before it is written, because the table refuses another text under a digest that is there. Of two who bring a new
 * one at the same time neither is refused.
 */
const KEEP = statement<{ readonly digest: string; readonly text: string }>()((db, $) =>
  db
    .insertInto("pw_snapshots")
    .columns(["digest", "text"])
    .expression(
      db
        .selectNoFrom([$("digest").as("digest"), $("text").as("text")])
        .where((eb) =>
          eb.not(eb.exists(eb.selectFrom("pw_snapshots").select("digest").where("digest", "=", $("digest")))),
        ),
    )
    .onConflict((conflict) => conflict.doNothing()),
);

const FIND = statement<{ readonly digest: string }>()((db, $) =>
  db.selectFrom("pw_snapshots").select("text").where("digest", "=", $("digest")),
);

/** The snapshot texts of a unit of work. */
export const snapshotStore = ({ session }: StoreContext): SnapshotStore => ({
  keep: (digest, text) => Effect.asVoid(session.run(KEEP, { digest, text })),
  find: (digest) => Effect.map(session.get(FIND, { digest }), (row) => row?.text ?? null),
});
