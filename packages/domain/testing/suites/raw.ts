import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { RawAccess, type RawColumn } from "./RawAccess.ts";

/** The `RawAccess` of the ledger under test; a defect when its layer does not provide what the capabilities declare. */
export const rawAccess: Effect.Effect<RawAccess["Service"]> = Effect.flatMap(
  Effect.serviceOption(RawAccess),
  (found) =>
    Option.isSome(found)
      ? Effect.succeed(found.value)
      : Effect.die(new Error("rawText is declared, but the layer provides no RawAccess")),
);

/** A column of the row of a plan. */
export const planColumn = (planId: string, column: string): RawColumn => ({
  table: "v3_plans",
  column,
  where: { plan_id: planId },
});
