import { describe, expect } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Effect from "effect/Effect";
import type { Action } from "../../src/action/Action.ts";
import type { ActionFilter } from "../../src/action/ActionStore.ts";
import { Instant } from "../../src/time/Instant.ts";
import { makeAction } from "../actionFactory.ts";
import { anyAction } from "../generators/actions.ts";
import { makePlanFactory } from "../planFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { expectConflict, read, write } from "./units.ts";

const insert = (action: Action) => write((stores) => stores.actions.insert(action));
const replace = (action: Action) => write((stores) => stores.actions.replace(action));
const archive = (action: Action) => write((stores) => stores.actions.archive(action));
const find = (name: string) => read((stores) => stores.actions.find(name));
const names = (filter: ActionFilter = {}) =>
  Effect.map(
    read((stores) => stores.actions.list(filter)),
    (actions) => actions.map((action) => action.name),
  );

const ARGUMENTS: Action["arguments"] = ["z", "a", "m"].map((argument, index) => ({
  name: argument,
  type: "integer",
  required: index === 0,
  description: null,
  min: index,
  max: null,
  pattern: null,
  ...(index === 1 ? { default: 1 } : {}),
}));

/** `ActionStore`. */
export const actionStoreSuite = (name: string, layer: LedgerLayer, _capabilities: Capabilities): void => {
  describe(`ActionStore on ${name}`, () => {
    const { it, prop } = ledgerTests(layer);

    let count = 0;
    const renamed = (action: Action): Action => {
      count++;
      return { ...action, name: `generated/${count}` };
    };

    prop("gives back an action as it was added [M1]", anyAction, (generated) =>
      Effect.gen(function* () {
        const action = renamed(generated);
        yield* insert(action);
        expect(yield* find(action.name)).toEqual(action);
      }),
    );

    prop(
      "gives back an action as it was replaced: no argument and no invariant of the old one stays [M1]",
      Arbitrary.all([anyAction, anyAction]),
      ([first, second]) =>
        Effect.gen(function* () {
          const before = renamed(first);
          const after = { ...second, name: before.name, version: 2 };
          yield* insert(before);
          expect(yield* replace(after)).toBe(true);
          expect(yield* find(before.name)).toEqual(after);
        }),
    );

    it("finds nothing under an unknown name, and tells upper from lower case", () =>
      Effect.gen(function* () {
        yield* insert(makeAction({ name: "local/build" }));
        expect(yield* find("local/Build")).toBeNull();
        expect(yield* find("build")).toBeNull();
      }));

    it("keeps arguments and invariants in the order given, and a default of null apart from none", () =>
      Effect.gen(function* () {
        const action = makeAction({
          arguments: [
            ...ARGUMENTS,
            {
              name: "n",
              type: "list",
              required: false,
              description: "d",
              min: null,
              max: 0.5,
              pattern: "p",
              default: null,
            },
          ],
          invariants: ["z", "a", "z"],
        });
        yield* insert(action);
        const found = yield* find(action.name);
        expect(found).toEqual(action);
        expect(found?.arguments.map((argument) => argument.default)).toEqual([undefined, 1, undefined, null]);
      }));

    it("refuses a taken name as a Conflict and keeps the first [T4]", () =>
      Effect.gen(function* () {
        const action = makeAction({ description: "first", arguments: ARGUMENTS });
        yield* insert(action);
        yield* expectConflict(insert(makeAction({ description: "second" })));
        expect(yield* find(action.name)).toEqual(action);
      }));

    it("replaces only what has the version before, and answers false for anything else", () =>
      Effect.gen(function* () {
        const action = makeAction({ arguments: ARGUMENTS, invariants: ["kept"], version: 4 });
        yield* insert(action);
        for (const version of [3, 4, 6]) {
          expect(yield* replace(makeAction({ description: "stale", version }))).toBe(false);
        }
        expect(yield* replace(makeAction({ name: "local/unknown", version: 2 }))).toBe(false);
        expect(yield* find(action.name)).toEqual(action);
        expect(yield* names()).toEqual([action.name]);
        const next = makeAction({ description: "next", state: "archived", version: 5 });
        expect(yield* replace(next)).toBe(true);
        expect(yield* find(action.name)).toEqual(next);
      }));

    it("archives an action and leaves all else of it as it is", () =>
      Effect.gen(function* () {
        const action = makeAction({ arguments: ARGUMENTS, invariants: ["kept"], tags: ["t"], version: 4 });
        yield* insert(action);
        const updatedAt = Instant.fromMillis(1_000);
        const archived = makeAction({ description: "not written", state: "archived", updatedAt, version: 5 });
        expect(yield* archive(archived)).toBe(true);
        expect(yield* find(action.name)).toEqual({ ...action, state: "archived", updatedAt, version: 5 });
        for (const version of [4, 5, 7]) {
          expect(yield* archive(makeAction({ state: "available", version }))).toBe(false);
        }
        expect(yield* archive(makeAction({ name: "local/unknown", version: 2 }))).toBe(false);
        expect((yield* find(action.name))?.state).toBe("archived");
      }));

    it("lets exactly one of several callers replace a version", () =>
      Effect.gen(function* () {
        yield* insert(makeAction());
        const callers = Array.from({ length: 6 }, (_, index) =>
          replace(makeAction({ description: `caller ${index}`, version: 2 })),
        );
        const won = yield* Effect.all(callers, { concurrency: "unbounded" });
        expect(won.filter((win) => win)).toHaveLength(1);
        expect((yield* find("local/build"))?.description).toBe(`caller ${won.indexOf(true)}`);
      }));

    it("leaves plans as they were made when their action is replaced", () =>
      Effect.gen(function* () {
        const plan = makePlanFactory().plan();
        yield* given(plan);
        yield* replace(makeAction({ description: "other", definitionOfDone: "other", version: 2 }));
        expect(yield* stored(plan.planId)).toEqual(plan);
      }));

    it("lists by name in the order of UTF-8 bytes, each action with its own parts", () =>
      Effect.gen(function* () {
        const ordered = [
          "Local/b",
          "a:x/y",
          "a/b",
          "local/B",
          "local/a",
          "local/b",
          "local/～",
          "local/\u{1F600}",
        ];
        const inBytes = [
          "Local/b",
          "a/b",
          "a:x/y",
          "local/B",
          "local/a",
          "local/b",
          "local/～",
          "local/\u{1F600}",
        ];
        for (const action of ordered) yield* insert(makeAction({ name: action, invariants: [action] }));
        const listed = yield* read((stores) => stores.actions.list({}));
        expect(listed.map((action) => action.name)).toEqual(inBytes);
        expect(listed.map((action) => action.invariants)).toEqual(inBytes.map((action) => [action]));
      }));

    it("filters by the exact namespace, with its server, and by state", () =>
      Effect.gen(function* () {
        yield* insert(makeAction({ name: "team/a" }));
        yield* insert(makeAction({ name: "team/b", state: "archived" }));
        yield* insert(makeAction({ name: "srv:team/c" }));
        yield* insert(makeAction({ name: "team2/d" }));
        yield* insert(makeAction({ name: "Team/e" }));
        expect(yield* names({ namespace: "team" })).toEqual(["team/a", "team/b"]);
        expect(yield* names({ namespace: "srv:team" })).toEqual(["srv:team/c"]);
        expect(yield* names({ namespace: "team/a" })).toEqual([]);
        expect(yield* names({ namespace: "te%" })).toEqual([]);
        expect(yield* names({ state: "archived" })).toEqual(["team/b"]);
        expect(yield* names({ namespace: "team", state: "available" })).toEqual(["team/a"]);
        expect(yield* names()).toHaveLength(5);
      }));
  });
};
