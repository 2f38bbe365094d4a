import {
  Instant,
  isDamaged,
  NOT_CAPTURED_TEXT,
  type Plan,
  ProfileRef,
  ProfileSnapshot,
  StorageError,
} from "@planwright/domain";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import { FROZEN_COLUMNS, MUTABLE_COLUMNS } from "../mapping/planColumns.ts";
import { asText } from "../mapping/scalars.ts";
import { literal, statement } from "../Statement.ts";
import { checkSnapshot } from "./insertPlans.ts";
import type { StoreContext } from "./StoreContext.ts";
import { type Change, changesBetween, writeChanges } from "./updatePlan.ts";

/** The columns that a capture replaces, whatever the plan that was read says about them. */
const REPLACED = {
  automation_profile: MUTABLE_COLUMNS.automation_profile,
  profile_name: MUTABLE_COLUMNS.profile_name,
  ...FROZEN_COLUMNS,
} as const;

const STORED_RULES = statement<{ readonly planId: string; readonly version: number }>()((db, $) =>
  db
    .selectFrom("v3_plans")
    .select(["automation_profile", "effective_profile_snapshot"])
    .where("plan_id", "=", $("planId"))
    .where("version", "=", $("version")),
);

const MARK = statement<{ readonly planId: string }>()((db, $) =>
  db.insertInto("pw_repairs").values({ plan_id: $("planId") }),
);

const UNMARK = statement<{ readonly planId: string }>()((db, $) =>
  db.deleteFrom("pw_repairs").where("plan_id", "=", $("planId")),
);

const RECORD = statement<{
  readonly planId: string;
  readonly kind: string;
  readonly original: string;
  readonly at: string;
}>()((db, $) =>
  db.insertInto("pw_findings").values({
    plan_id: $("planId"),
    kind: $("kind"),
    original_json: $("original"),
    action_taken: literal("replaced by a capture"),
    at: $("at"),
  }),
);

/** The rules of a plan as they are stored. */
interface StoredRules {
  readonly reference: string;
  readonly snapshot: string;
  readonly referenceDamaged: boolean;
}

/** Keeps the texts that a capture replaces, unread; `{}` says nothing and is not kept. */
const keepReplaced = Effect.fnUntraced(function* (
  { session }: StoreContext,
  { planId }: Plan,
  { reference, referenceDamaged, snapshot }: StoredRules,
): Effect.fn.Return<void, StorageError> {
  const replaced = {
    ...(referenceDamaged ? { automation_profile: reference } : {}),
    ...(snapshot === NOT_CAPTURED_TEXT ? {} : { effective_profile_snapshot: snapshot }),
  };
  if (Object.keys(replaced).length === 0) return;
  yield* session.run(RECORD, {
    planId,
    kind: referenceDamaged ? "damaged_profile" : "damaged_snapshot",
    original: JSON.stringify(replaced),
    at: Instant.fromMillis(yield* Clock.currentTimeMillis),
  });
});

const changesOfCapture = (before: Plan, after: Plan): ReadonlyArray<Change> => [
  ...changesBetween(before, after).filter(([name]) => !Object.hasOwn(REPLACED, name)),
  ...Object.entries(REPLACED).map(
    ([name, column]): Change => [name as keyof typeof REPLACED, column.write(after)],
  ),
];

/**
 * Writes what differs and replaces reference and snapshot, in whatever state the row is found: rules that can be read
 * are a `Conflict`, whatever the caller believes. False when the row has another version or is gone.
 */
export const capturePlan = (
  context: StoreContext,
  before: Plan,
  after: Plan,
): Effect.Effect<boolean, StorageError> =>
  context.session.atomic(
    Effect.gen(function* () {
      const { session, sha256 } = context;
      const { planId } = before;
      checkSnapshot(after, sha256);
      const row = yield* session.get(STORED_RULES, { planId, version: before.version });
      if (row === undefined) return false;
      const reference = asText(row.automation_profile);
      const snapshot = asText(row.effective_profile_snapshot);
      const referenceDamaged = isDamaged(ProfileRef.read(reference));
      const captured = ProfileSnapshot.read(snapshot, sha256)._tag === "Captured";
      if (captured && !referenceDamaged) {
        return yield* new StorageError({ reason: { _tag: "Conflict", constraint: "snapshot_immutable" } });
      }
      yield* keepReplaced(context, before, { reference, snapshot, referenceDamaged });
      const marked = snapshot !== NOT_CAPTURED_TEXT;
      if (marked) yield* session.run(MARK, { planId });
      const written = yield* writeChanges(context, before, changesOfCapture(before, after));
      if (marked) yield* session.run(UNMARK, { planId });
      return written;
    }),
  );
