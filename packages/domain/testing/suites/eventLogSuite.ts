import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Struct from "effect/Struct";
import type { EventQuery } from "../../src/event/EventLog.ts";
import type { LedgerEvent, NewEvent } from "../../src/event/LedgerEvent.ts";
import { eventFields } from "../generators/records.ts";
import { makePlanFactory } from "../planFactory.ts";
import { instant, makeEvent } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given } from "./given.ts";
import { held, writeElsewhere } from "./heldUnits.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { rawAccess } from "./raw.ts";
import { expectConflict, read, write } from "./units.ts";

const append = (...events: ReadonlyArray<NewEvent>) => write((stores) => stores.events.append(events));

const log = (query: Partial<EventQuery> = {}) =>
  read((stores) => stores.events.read({ limit: 1_000, ...query }));

const withoutId = (event: LedgerEvent): NewEvent => Struct.omit(event, ["id"]);

const rises = (ids: ReadonlyArray<number>): boolean =>
  ids.every((id, index) => Number.isSafeInteger(id) && id > (ids[index - 1] ?? 0));

/** `EventLog`; the plans that events speak of need not exist. */
export const eventLogSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`EventLog on ${name}`, () => {
    const { it, prop } = ledgerTests(layer);
    const factory = makePlanFactory();

    /** Events that their data tell apart. */
    const numbered = (count: number, overrides: Partial<NewEvent> = {}): ReadonlyArray<NewEvent> => {
      const plan = factory.plan();
      return Array.from({ length: count }, (_, number) =>
        makeEvent(plan, { data: { number }, ...overrides }),
      );
    };

    prop("gives back any event as it was added [M1]", eventFields, (fields) =>
      Effect.gen(function* () {
        const plan = factory.child(factory.plan());
        const event = makeEvent(plan, fields);
        yield* append(event);
        const found = yield* log({ planId: plan.planId });
        expect(found.map(withoutId)).toEqual([event]);
      }),
    );

    it("keeps events that speak of no plan", () =>
      Effect.gen(function* () {
        const event = makeEvent(factory.plan(), {
          type: "config.set",
          planId: null,
          rootPlanId: null,
          version: null,
        });
        yield* append(event);
        expect((yield* log()).map(withoutId)).toEqual([event]);
      }));

    it("numbers events in the order given, within a call, within a unit of work and across them", () =>
      Effect.gen(function* () {
        const events = numbered(7).map((event, index) => ({
          ...event,
          at: instant(`2026-05-0${9 - index}T00:00:00Z`),
        }));
        yield* append(...events.slice(0, 3));
        yield* write((stores) =>
          Effect.andThen(stores.events.append(events.slice(3, 5)), stores.events.append(events.slice(5, 6))),
        );
        yield* append();
        yield* append(...events.slice(6));
        const found = yield* log();
        expect(found.map(withoutId)).toEqual(events);
        expect(rises(found.map((event) => event.id))).toBe(true);
      }));

    it("reads on after an id, oldest first, at most the limit, without gap or repeat", () =>
      Effect.gen(function* () {
        yield* append(...numbered(10));
        const all = yield* log();
        const seen: Array<LedgerEvent> = [];
        for (let after = 0; ; ) {
          const page = yield* log({ after, limit: 3 });
          expect(page.length).toBeLessThanOrEqual(3);
          seen.push(...page);
          const last = page.at(-1);
          if (last === undefined) break;
          after = last.id;
        }
        expect(seen).toEqual(all);
        expect(yield* log({ after: all.at(-1)?.id })).toEqual([]);
        expect(yield* log({ limit: 0 })).toEqual([]);
      }));

    it("reads the events of one plan, with the same ids and limits", () =>
      Effect.gen(function* () {
        const [plan, other] = [factory.plan(), factory.plan()];
        for (let round = 0; round < 4; round++)
          yield* append(makeEvent(plan), makeEvent(other, { rootPlanId: plan.planId }));
        const all = yield* log();
        const own = all.filter((event) => event.planId === plan.planId);
        expect(own).toHaveLength(4);
        expect(yield* log({ planId: plan.planId })).toEqual(own);
        expect(yield* log({ planId: plan.planId, limit: 2 })).toEqual(own.slice(0, 2));
        expect(yield* log({ planId: plan.planId, after: own[1]?.id })).toEqual(own.slice(2));
        expect(yield* log({ planId: factory.newId() })).toEqual([]);
      }));

    it("never shows the events of a unit of work that was rolled back, and goes on with greater ids", () =>
      Effect.gen(function* () {
        const [first, lost, second] = numbered(3);
        if (first === undefined || lost === undefined || second === undefined)
          throw new RangeError("three events");
        yield* append(first);
        const before = yield* log();
        yield* write((stores) => stores.events.append([lost]), { dryRun: true });
        yield* Effect.exit(
          write((stores) => Effect.andThen(stores.events.append([lost]), Effect.fail("stop"))),
        );
        expect(yield* log()).toEqual(before);
        yield* append(second);
        const after = yield* log();
        expect(after.map(withoutId)).toEqual([first, second]);
        expect(rises(after.map((event) => event.id))).toBe(true);
      }));

    if (capabilities.concurrentWriters === true) {
      for (const end of ["commit", "rollBack"] as const) {
        it(`shows no event of which an older one is undecided, until a ${end} decides it`, () =>
          Effect.gen(function* () {
            const [one, two] = [factory.plan(), factory.plan()];
            yield* append(makeEvent(one));
            const seen = yield* log();
            const unit = yield* held((stores) => stores.events.append([makeEvent(one, { version: 2 })]));
            yield* writeElsewhere((stores) => stores.events.append([makeEvent(two)]));
            expect(yield* log()).toEqual(seen);
            // The history of a plan is written under its lock, so nothing of it can come later.
            expect(yield* log({ planId: two.planId })).toHaveLength(1);
            yield* unit[end];
            const after = yield* log({ after: seen.at(-1)?.id });
            const kept = end === "commit" ? [one.planId, two.planId] : [two.planId];
            expect(after.map((event) => event.planId)).toEqual(kept);
            expect(rises(after.map((event) => event.id))).toBe(true);
          }));
      }

      it("does not hold up the log for a writer that has added no event", () =>
        Effect.gen(function* () {
          const plan = factory.plan();
          yield* given(plan);
          const unit = yield* held((stores) => stores.plans.lock(plan.planId, "tree"));
          yield* writeElsewhere((stores) => stores.events.append([makeEvent(plan)]));
          expect(yield* log()).toHaveLength(1);
          yield* unit.commit;
        }));
    }

    it("shows a reader that reads on all events of writers at work at the same time, once each, in rising order", () =>
      Effect.gen(function* () {
        const writers = Array.from({ length: 6 }, (_, writer) =>
          Effect.forEach([0, 1, 2], (round) => append(...numbered(2, { data: { writer, round } })), {
            discard: true,
          }),
        );
        const seen: Array<LedgerEvent> = [];
        const catchUp = Effect.gen(function* () {
          const page = yield* log({ after: seen.at(-1)?.id ?? 0 });
          seen.push(...page);
        });
        const reader = Effect.forEach(
          Array.from({ length: 20 }),
          () => Effect.andThen(catchUp, Effect.yieldNow),
          {
            discard: true,
          },
        );
        yield* Effect.all([reader, ...writers], { concurrency: "unbounded", discard: true });
        yield* catchUp;
        expect(seen).toHaveLength(36);
        expect(rises(seen.map((event) => event.id))).toBe(true);
        expect(seen).toEqual(yield* log());
      }));

    if (capabilities.rawText === true) {
      it("cannot be changed in the database either", () =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          const plan = factory.plan();
          yield* append(makeEvent(plan));
          const at = { table: "pw_events", column: "type", where: { plan_id: plan.planId } };
          yield* expectConflict(raw.update(at, "plan.deleted"));
          expect(yield* raw.read(at)).toEqual(["plan.created"]);
        }));
    }
  });
};
