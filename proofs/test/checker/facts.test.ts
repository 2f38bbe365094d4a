import { describe, expect, it } from "vitest";
import { examine } from "../../checker/examine.ts";
import type { Evidence } from "../../checker/facts/Evidence.ts";
import type { Call, Subplans } from "../../history/Call.ts";
import type { Found, Logged } from "../../history/Ledger.ts";
import { call, done, given, logged, made, refused, seen } from "./handMade.ts";

const P = "P";
const C = "C";

/** A root that was made, and claimed by worker 1, who follows the log too. */
const calls: ReadonlyArray<Call> = [
  made(P),
  call(1, [0, 10], { do: "claim" }, given(seen(P, "strategize/processing", 3, 1))),
];

const log: ReadonlyArray<Logged> = [
  { ...logged(1, "plan.created", P, 1), actor: "worker:0" },
  { ...logged(2, "gate.decided", P, 1), actor: "worker:0" },
  { ...logged(3, "plan.advanced", P, 2), actor: "worker:0" },
  logged(4, "plan.claimed", P, 3, { fence: 1 }),
];

const found: Found = { ...seen(P, "strategize/processing", 3, 1), parent: null, root: P, lease: 1 };

const evidence = (change: {
  readonly calls?: ReadonlyArray<Call>;
  readonly log?: ReadonlyArray<Logged>;
  readonly plans?: ReadonlyArray<Found>;
  readonly followed?: ReadonlyArray<Logged>;
}): Evidence => ({
  calls: change.calls ?? calls,
  ledger: { log: change.log ?? log, plans: change.plans ?? [found] },
  followed: change.followed ?? change.log ?? log,
});

const problemsOf = (change: Parameters<typeof evidence>[0]): string =>
  examine(evidence(change)).problems.join("\n");

const without = (id: number): ReadonlyArray<Logged> => log.filter((event) => event.id !== id);

/** Three children of a root with settings; the first two begun. */
const family = (subplans: Subplans, names: ReadonlyArray<string>): Parameters<typeof evidence>[0] => ({
  calls: [
    call(0, [-2, -1], { do: "use", profile: "full-auto", subplans }, done(seen(P, "strategize/queued", 2))),
    ...names.map((name, at) =>
      call(
        0,
        [at * 2, at * 2 + 1],
        { do: "spawn", plan: P, subplans: null, dependsOn: at === 0 ? [] : [names[0] ?? ""] },
        done(seen(name, "strategize/queued", 2)),
      ),
    ),
  ],
  log: [
    { ...logged(1, "plan.created", P, 1), actor: "worker:0" },
    ...names.map((name, at) => ({
      ...logged(2 + at, "plan.created", name, 1, { parent_plan_id: P }),
      actor: "worker:0",
    })),
    ...names.map((name, at) => logged(20 + at, "plan.claimed", name, 2, { fence: 1 })),
  ],
});

describe("across plans", () => {
  it("nothing is wrong where nothing is", () => {
    expect(problemsOf({})).toBe("");
  });

  it("a version that no event tells is found, and one that two tell [X3]", () => {
    expect(problemsOf({ log: without(3) })).toContain(
      "event 4 (plan.claimed of P, version 3) does not follow version 1",
    );
    const twice = [...log, logged(5, "plan.released", P, 3)];
    expect(problemsOf({ log: twice })).toContain("does not follow version 3");
    expect(problemsOf({ plans: [{ ...found, version: 4 }] })).toContain(
      "plan P has version 4, its last event 3",
    );
  });

  it("a plan without an event is found, one that is gone without one, and one that outlived its deletion", () => {
    expect(problemsOf({ log: [] })).toContain("plan P exists without an event");
    expect(problemsOf({ plans: [] })).toContain("plan P is gone without an event");
    expect(problemsOf({ log: [...log, logged(5, "plan.deleted", P, 3)] })).toContain(
      "exists after it was deleted",
    );
  });

  it("a fence that was given twice is found, or to somebody else [X3]", () => {
    const again = [...log, logged(5, "plan.claimed", P, 4, { fence: 1 })];
    expect(problemsOf({ log: again })).toContain("has fence 1 after 1");
    const stolen = log.map((event) => (event.id === 4 ? { ...event, actor: "worker:0" } : event));
    expect(problemsOf({ log: stolen })).toContain(
      "worker:1 was told that it holds P.1, the log says worker:0",
    );
  });

  it("a live child below a dead parent is found, and an orphan", () => {
    const dead: Found = { ...found, state: "cancelled", lease: null };
    const child: Found = { ...seen(C, "strategize/queued", 2), parent: P, root: P, lease: null };
    expect(problemsOf({ plans: [dead, child] })).toContain("plan C is queued below P, which is cancelled");
    expect(problemsOf({ plans: [child] })).toContain("plan C is an orphan: its parent P does not exist");
    expect(problemsOf({ plans: [found, { ...child, root: C }] })).toContain(
      "plan C is in another tree than its parent",
    );
  });

  it("a child that moves after the end of what is above it is found, whatever became of it", () => {
    const { calls: asked = [], log: written = [] } = family(
      { mode: "parallel", maxParallel: 3, failFast: false },
      [C],
    );
    const [created, child, claimed] = written;
    if (created === undefined || child === undefined || claimed === undefined) throw new Error("no log");
    const ended = logged(10, "plan.cancelled", P, 2);
    expect(problemsOf({ calls: asked, log: [created, child, ended, claimed] })).toContain(
      "event 20 (plan.claimed of C, version 2) comes after the end of P",
    );
  });

  it("a lease without work is found, work without a lease, and a lease of somebody before", () => {
    expect(problemsOf({ plans: [{ ...found, lease: null }] })).toContain(
      "plan P is processing without a lease",
    );
    expect(problemsOf({ plans: [{ ...found, state: "queued" }] })).toContain(
      "plan P is queued and has a lease",
    );
    expect(problemsOf({ plans: [{ ...found, fence: 2 }] })).toContain("plan P has fence 2, its lease 1");
  });

  it("what was acknowledged and is not in the log is found, and what nobody asked for", () => {
    expect(problemsOf({ log: without(4) })).toContain("this was acknowledged and is not in the log");
    const ghost = log.map((event) => (event.id === 4 ? { ...event, actor: "worker:9" } : event));
    expect(problemsOf({ log: ghost })).toContain("was made by worker:9, who did nothing");
  });

  it("an event that comes before one whose call was over before the other began is found", () => {
    const moved = log
      .map((event) => (event.id === 4 ? { ...event, id: 0 } : event))
      .toSorted((a, b) => a.id - b.id);
    expect(problemsOf({ log: moved })).toContain("event 0 comes before event 3");
  });

  it("a follower of the log who missed an event is found, saw one twice, or saw them in another order", () => {
    expect(problemsOf({ followed: without(2) })).toContain("was given 3 events of 4; at place 1");
    expect(problemsOf({ followed: [...log, ...log.slice(3)] })).toContain("was given 5 events of 4");
    expect(problemsOf({ followed: log.toReversed() })).toContain("at place 0");
  });

  it("events of a plan that are not in the order of their instants are found, but for a claim, which tells when it was asked for", () => {
    const early = log.map((event) => (event.id === 4 ? { ...event, at: "2" } : event));
    expect(problemsOf({ log: early })).toBe("");
    const late = log.map((event) => (event.id === 2 ? { ...event, at: "9" } : event));
    expect(problemsOf({ log: late })).toContain(
      "(plan.advanced of P, version 2) happened at 3, after event 2 of 9",
    );
  });

  it("a child that was given out although its parent's rules held it back is found", () => {
    const names = ["A", "B", "D"];
    const rules = (subplans: Partial<Subplans>) =>
      problemsOf(family({ mode: "parallel", maxParallel: 2, failFast: false, ...subplans }, names));
    expect(rules({})).toContain(
      "event 22 (plan.claimed of D, version 2) by worker:1: 2 siblings were open, at most 2",
    );
    expect(rules({ maxParallel: 3 })).not.toContain("siblings were open");
    expect(rules({ maxParallel: 3, mode: "sequential" })).toContain("its older sibling A was unfinished");
    expect(rules({ maxParallel: 3, mode: "dependency_ordered" })).toContain(
      "its dependency A was not applied",
    );
  });

  it("a refusal that has nothing to do with what others did is found", () => {
    const strange = call(1, [20, 30], { do: "get", plan: P }, refused("Corrupt"));
    expect(problemsOf({ calls: [...calls, strange] })).toContain("this refusal is nobody's doing");
  });
});
