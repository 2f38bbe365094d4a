import assert from "node:assert/strict";
import {
  isLegal,
  PHASES,
  type Phase,
  type PlanId,
  PROCESSING_STATES,
  type ProcessingState,
  planIdFromKey,
} from "@planwright/domain";
import { makePlanFactory } from "@planwright/domain/testing";
import { ensureAction } from "../support/ensureAction.ts";
import { fingerprint } from "../support/fingerprint.ts";
import type { StoredText } from "../support/stores/Ledger.ts";
import type { PlanwrightWorld } from "../support/World.ts";
import { idOf } from "./inputs.ts";
import { sentence } from "./sentence.ts";

sentence("the ledger is remembered", async (world) => {
  world.remembered.set("ledger", await fingerprint(world));
});

sentence("the ledger is as it was", async (world) => {
  assert.equal(await fingerprint(world), world.remembered.get("ledger"));
});

const factory = makePlanFactory();

const isPhase = (text: string): text is Phase => (PHASES as ReadonlyArray<string>).includes(text);
const isState = (text: string): text is ProcessingState =>
  (PROCESSING_STATES as ReadonlyArray<string>).includes(text);

/** A plan of an adopted ledger: made from the action `local/build` there, before there were snapshots. */
const adopt = async (world: PlanwrightWorld, name: string, place: string, planId: PlanId): Promise<void> => {
  const [phase = "", processingState = ""] = place.split("/");
  assert.ok(isPhase(phase) && isState(processingState), `${place} is no place`);
  await ensureAction(world, "local/build");
  await world.ledger.adopt(
    factory.plan({
      planId,
      phase,
      processingState,
      effectiveProfileSnapshot: { _tag: "NotCaptured", length: 2 },
      profileDigest: null,
      ...(isLegal({ phase, processingState }) && processingState === "errored"
        ? { errorMessage: "Adopted with an error", errorDetails: { category: "transient" } }
        : {}),
    }),
  );
  world.name(name, planId);
};

sentence('an adopted plan "([^"]+)" at (\\w+/\\w+)', (world, [name = "", place = ""]) =>
  adopt(world, name, place, factory.newId()),
);

sentence('an adopted plan "([^"]+)" with the id "([^"]+)"', (world, [name = "", id = ""]) =>
  adopt(world, name, "action/queued", planIdFromKey(id)),
);

const COLUMNS: { readonly [what: string]: StoredText } = {
  rules: "effective_profile_snapshot",
  "profile reference": "automation_profile",
};

sentence(
  'the stored (rules|profile reference) of "([^"]+)" (?:is|are) the text (".*")',
  (world, [what = "", name = "", text = ""]) => {
    const column = COLUMNS[what];
    const value: unknown = JSON.parse(text);
    assert.ok(column !== undefined && typeof value === "string");
    return world.ledger.damage(idOf(world, name), column, value);
  },
);
