import { Buffer } from "node:buffer";
import { expect, it } from "@effect/vitest";
import { type Plan, type PlanCursor, UnitOfWork } from "@planwright/domain";
import {
  makeAction,
  makeDecision,
  makeEvent,
  makeGrant,
  makeLease,
  makePlanFactory,
  RawAccess,
} from "@planwright/domain/testing";
import * as Effect from "effect/Effect";
import { openBeside, openWithAction, reasonOf } from "../openLedger.ts";
import { ledgerFile, sqliteLedger } from "../SqliteLedger.ts";

const factory = makePlanFactory();

const ledgerWith = (...plans: ReadonlyArray<Plan>) =>
  Effect.gen(function* () {
    const uow = yield* UnitOfWork;
    yield* uow.write((stores) =>
      Effect.andThen(stores.actions.insert(makeAction()), stores.plans.insert(plans)),
    );
    return { uow, raw: yield* RawAccess };
  });

it.effect("passes over a plan for work whose rules turn out to be unreadable", () =>
  Effect.gen(function* () {
    const [first, second] = [factory.plan({ phase: "strategize" }), factory.plan({ phase: "strategize" })];
    const { raw, uow } = yield* ledgerWith(first, second);
    const next = Effect.map(
      uow.write((stores) => stores.work.claim({}, makeGrant()), { dryRun: true }),
      (outcome) => (outcome._tag === "Taken" ? outcome.plan : outcome),
    );
    expect(yield* next).toEqual(first);
    // The columns that are derived from it still say that all is well.
    const where = { plan_id: first.planId };
    yield* raw.plant({ table: "v3_plans", column: "effective_profile_snapshot", where }, "broken");
    expect(yield* next).toEqual(second);
  }).pipe(Effect.provide(sqliteLedger)),
);

it.effect(
  "calls the ledger corrupt for a row of its own that cannot be read, names it and shows nothing [L1]",
  () =>
    Effect.gen(function* () {
      const plan = factory.plan();
      const { raw, uow } = yield* ledgerWith(plan);
      const decision = makeDecision(plan, factory.newId());
      const lease = makeLease(plan);
      yield* uow.write((stores) =>
        Effect.gen(function* () {
          yield* stores.events.append([makeEvent(plan)]);
          yield* stores.decisions.append(decision);
          yield* stores.leases.insert(lease);
        }),
      );
      const profile = {
        ...factory.snapshot().captured.profile,
        name: "local/fast",
        source: "custom",
      } as const;
      yield* uow.write((stores) => stores.profiles.put(profile, { actor: "user:ann", at: factory.now() }));
      yield* raw.plant({ table: "pw_profiles", column: "name", where: {} }, "local/other");
      yield* raw.plant({ table: "pw_events", column: "data_json", where: {} }, "MARKER");
      yield* raw.plant({ table: "pw_gate_decisions", column: "request_json", where: {} }, "MARKER");
      yield* raw.plant({ table: "pw_leases", column: "expires_at", where: {} }, "MARKER");
      const reasons = [
        yield* reasonOf(uow.read((stores) => stores.events.read({ limit: 10 }))),
        yield* reasonOf(uow.read((stores) => stores.decisions.ofPlan(plan.planId))),
        yield* reasonOf(uow.read((stores) => stores.leases.find(plan.planId))),
        yield* reasonOf(uow.read((stores) => stores.profiles.find("local/other"))),
      ];
      const unreadable = (what: string) => ({
        _tag: "Corrupt",
        what: `${what} holds text that cannot be read`,
      });
      expect(reasons).toEqual([
        unreadable("event 1"),
        unreadable(`decision ${decision.decisionId}`),
        unreadable(`the lease of plan ${plan.planId}`),
        unreadable("the automation profile local/other"),
      ]);
      // A plan that nobody can report on any more is not lost: its lease can be taken away.
      yield* uow.write((stores) => stores.leases.remove(plan.planId));
      expect(yield* uow.read((stores) => stores.leases.find(plan.planId))).toBeNull();
    }).pipe(Effect.provide(sqliteLedger)),
);

it.effect("refuses to write a snapshot that no reader could read, whoever made it [S4]", () =>
  Effect.gen(function* () {
    const { raw, uow } = yield* ledgerWith();
    const { captured } = factory.snapshot();
    const forged = factory.plan({ effectiveProfileSnapshot: { ...captured, text: "[]" } });
    const refused = yield* Effect.exit(uow.write((stores) => stores.plans.insert([forged])));
    expect(refused._tag).toBe("Failure");
    expect(yield* raw.count("v3_plans")).toBe(0);
  }).pipe(Effect.provide(sqliteLedger)),
);

it.effect("pages on through plans that hold bytes for a created_at, each plan once [P7]", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const uow = yield* openWithAction(file);
    const plans = Array.from({ length: 5 }, () => factory.plan());
    yield* uow.write((stores) => stores.plans.insert(plans));
    const beside = yield* openBeside(file);
    const spoil = beside.prepare("UPDATE v3_plans SET created_at = ? WHERE plan_id = ?");
    for (const [index, bytes] of [
      [1, 254],
      [2, 255],
      [3, 255],
    ] as const) {
      spoil.run(Buffer.from([1, bytes]), plans[index]?.planId);
    }
    const seen: Array<string> = [];
    let after: PlanCursor | undefined;
    do {
      const [listed] = yield* uow.read((stores) => stores.plans.list({}, { limit: 1, after }));
      after = listed?.cursor;
      if (listed !== undefined) seen.push(listed.plan.planId);
    } while (after !== undefined && seen.length < 10);
    expect(seen).toEqual([3, 2, 1, 4, 0].map((index) => plans[index]?.planId));
  }).pipe(Effect.scoped),
);
