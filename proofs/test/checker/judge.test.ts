import { describe, expect, it } from "vitest";
import { judge } from "../../checker/judge.ts";
import type { Call } from "../../history/Call.ts";
import type { Ledger } from "../../history/Ledger.ts";
import { call, done, given, ledger, made, refused, seen, tokenOf } from "./handMade.ts";

const problemsOf = (calls: ReadonlyArray<Call>, end: Ledger): ReadonlyArray<string> =>
  judge(calls, end).problems;

const claim = (process: number, span: readonly [number, number], version = 3, fence = 1): Call =>
  call(process, span, { do: "claim" }, given(seen("P", "strategize/processing", version, fence)));

const complete = (process: number, span: readonly [number, number?], fence: number, version?: number): Call =>
  call(
    process,
    span,
    { do: "complete", plan: "P", token: tokenOf("P", fence) },
    version === undefined ? null : done(seen("P", "execute/queued", version, fence)),
  );

const get = (
  process: number,
  span: readonly [number, number],
  place: string,
  version: number,
  fence = 0,
): Call => call(process, span, { do: "get", plan: "P" }, done(seen("P", place, version, fence)));

const cancel = (process: number, span: readonly [number, number?], version?: number): Call =>
  call(
    process,
    span,
    { do: "cancel", plan: "P", ifVersion: null },
    version === undefined ? null : done(seen("P", "strategize/cancelled", version)),
  );

const processing = { lease: 1 } as const;

describe("the checker explains", () => {
  it("calls that follow one another", () => {
    const calls = [made("P"), claim(1, [0, 1]), complete(1, [2, 3], 1, 5)];
    expect(problemsOf(calls, ledger(seen("P", "execute/queued", 5, 1)))).toEqual([]);
  });

  it("calls at the same time, in whichever order their answers need", () => {
    const calls = [
      made("P"),
      claim(1, [0, 100]),
      get(2, [10, 20], "strategize/processing", 3, 1),
      get(3, [30, 90], "execute/queued", 5, 1),
      complete(1, [25, 99], 1, 5),
    ];
    expect(problemsOf(calls, ledger(seen("P", "execute/queued", 5, 1)))).toEqual([]);
  });

  it("a refusal that tells the place and the version which the winner left", () => {
    const calls = [
      made("P"),
      cancel(1, [0, 9], 3),
      call(
        2,
        [1, 8],
        { do: "cancel", plan: "P", ifVersion: null },
        refused("WrongState", { event: "cancel", phase: "strategize", state: "cancelled", version: 3 }),
      ),
    ];
    expect(problemsOf(calls, ledger(seen("P", "strategize/cancelled", 3)))).toEqual([]);
  });

  it("a call without an answer as one that happened, and as one that never did", () => {
    const calls = [made("P"), claim(1, [0, 1]), complete(1, [2], 1)];
    expect(problemsOf(calls, ledger(seen("P", "execute/queued", 5, 1)))).toEqual([]);
    const processed = ledger({ ...seen("P", "strategize/processing", 3, 1), ...processing });
    expect(problemsOf(calls, processed)).toEqual([]);
  });

  it("a plan that went back to the queue because its worker was lost", () => {
    const calls = [
      made("P"),
      claim(1, [0, 1]),
      call(2, [2, 3], { do: "lapse", plan: "P" }, { is: "done", seen: [], found: true }),
      claim(3, [4, 5], 5, 2),
      call(
        1,
        [6, 7],
        { do: "heartbeat", plan: "P", token: tokenOf("P", 1) },
        refused("LeaseLost", { version: 5 }),
      ),
    ];
    const end = ledger({ ...seen("P", "strategize/processing", 5, 2), lease: 2 });
    expect(problemsOf(calls, end)).toEqual([]);
  });

  it("a child that is cancelled with what is above it, before or after its own last call", () => {
    const spawn = call(
      1,
      [0, 1],
      { do: "spawn", plan: "P", subplans: null, dependsOn: [] },
      done(seen("C", "strategize/queued", 2)),
    );
    const read = call(2, [2, 9], { do: "get", plan: "C" }, done(seen("C", "strategize/queued", 2)));
    const end = ledger(seen("P", "strategize/cancelled", 3), {
      ...seen("C", "strategize/cancelled", 3),
      parent: "P",
      root: "P",
    });
    expect(problemsOf([made("P"), spawn, read, cancel(3, [2, 3], 3)], end)).toEqual([]);
  });
});

describe("the checker finds", () => {
  const explainsNot = "no order explains";

  it("a lost update: two calls made the same version, of which one is gone [X3, U13]", () => {
    const retry = call(
      2,
      [1, 8],
      { do: "release", plan: "P", token: tokenOf("P", 1) },
      done(seen("P", "strategize/queued", 4, 1)),
    );
    const calls = [made("P"), claim(1, [-0.5, 0]), complete(1, [1, 9], 1, 5), retry];
    expect(problemsOf(calls, ledger(seen("P", "execute/queued", 5, 1))).join()).toContain(explainsNot);
  });

  it("a double claim: two workers were given the same plan [X4, U13]", () => {
    const calls = [made("P"), claim(1, [0, 5]), claim(2, [1, 6])];
    const end = ledger({ ...seen("P", "strategize/processing", 3, 1), ...processing });
    expect(problemsOf(calls, end).join()).toContain(explainsNot);
    const rising = [made("P"), claim(1, [0, 5]), claim(2, [1, 6], 4, 2)];
    const after = ledger({ ...seen("P", "strategize/processing", 4, 2), lease: 2 });
    expect(problemsOf(rising, after).join()).toContain(explainsNot);
  });

  it("a heartbeat that was acknowledged though somebody else has the plan [X4]", () => {
    const calls = [
      made("P"),
      claim(1, [0, 1]),
      call(2, [2, 3], { do: "lapse", plan: "P" }, { is: "done", seen: [], found: true }),
      claim(3, [4, 5], 5, 2),
      call(1, [6, 7], { do: "heartbeat", plan: "P", token: tokenOf("P", 1) }, done()),
    ];
    const end = ledger({ ...seen("P", "strategize/processing", 5, 2), lease: 2 });
    expect(problemsOf(calls, end).join()).toContain(explainsNot);
  });

  it("a heartbeat that was acknowledged though the lease was dead and nobody had it yet [X4]", () => {
    const calls = [
      made("P"),
      claim(1, [0, 1]),
      call(2, [2, 3], { do: "lapse", plan: "P" }, { is: "done", seen: [], found: true }),
      call(1, [4, 5], { do: "heartbeat", plan: "P", token: tokenOf("P", 1) }, done()),
    ];
    const end = ledger({ ...seen("P", "strategize/processing", 3, 1), ...processing });
    expect(problemsOf(calls, end).join()).toContain(explainsNot);
  });

  it("a plan that lives again after it was cancelled, and after it was deleted", () => {
    const revived = [made("P"), cancel(1, [0, 1], 3), claim(2, [2, 3], 4)];
    const end = ledger({ ...seen("P", "strategize/processing", 4, 1), ...processing });
    expect(problemsOf(revived, end).join()).toContain(explainsNot);
    const remove = call(1, [0, 1], { do: "delete", plan: "P", tree: true }, done());
    const undeleted = [made("P"), remove, get(2, [2, 3], "strategize/queued", 2)];
    expect(problemsOf(undeleted, ledger()).join()).toContain(explainsNot);
  });

  it("an answer older than what was known before it was asked for", () => {
    const calls = [made("P"), claim(1, [0, 1]), get(2, [2, 3], "strategize/queued", 2)];
    const end = ledger({ ...seen("P", "strategize/processing", 3, 1), ...processing });
    expect(problemsOf(calls, end).join()).toContain(explainsNot);
  });

  it("something acknowledged that the ledger does not have in the end", () => {
    const calls = [made("P"), claim(1, [0, 1]), complete(1, [2, 3], 1, 5)];
    const end = ledger({ ...seen("P", "strategize/processing", 3, 1), ...processing });
    expect(problemsOf(calls, end).join()).toContain(explainsNot);
  });

  it("something refused that happened all the same", () => {
    const busy = call(1, [0, 1], { do: "cancel", plan: "P", ifVersion: null }, refused("Busy"));
    expect(problemsOf([made("P"), busy], ledger(seen("P", "strategize/queued", 2)))).toEqual([]);
    expect(problemsOf([made("P"), busy], ledger(seen("P", "strategize/cancelled", 3))).join()).toContain(
      explainsNot,
    );
  });

  it("a child that a cancel above it has missed, and one made below what was cancelled", () => {
    const spawn = (span: readonly [number, number]) =>
      call(
        1,
        span,
        { do: "spawn", plan: "P", subplans: null, dependsOn: [] },
        done(seen("C", "strategize/queued", 2)),
      );
    const end = ledger(seen("P", "strategize/cancelled", 3), {
      ...seen("C", "strategize/queued", 2),
      parent: "P",
      root: "P",
    });
    expect(problemsOf([made("P"), spawn([0, 1]), cancel(2, [2, 3], 3)], end).join()).toContain(
      "plan C: no order",
    );
    expect(problemsOf([made("P"), cancel(2, [0, 1], 3), spawn([2, 3])], end).join()).toContain(
      "plan P: no order",
    );
  });

  it("a refusal that tells a place or a version which the plan never had", () => {
    const tells = (version: number, state: string) =>
      call(
        2,
        [2, 3],
        { do: "cancel", plan: "P", ifVersion: null },
        refused("WrongState", { event: "cancel", phase: "strategize", state, version }),
      );
    const calls = [made("P"), cancel(1, [0, 1], 3)];
    const end = ledger(seen("P", "strategize/cancelled", 3));
    expect(problemsOf([...calls, tells(3, "cancelled")], end)).toEqual([]);
    expect(problemsOf([...calls, tells(4, "cancelled")], end).join()).toContain(explainsNot);
    expect(problemsOf([...calls, tells(3, "applied")], end).join()).toContain(explainsNot);
    expect(
      problemsOf([made("P"), tells(2, "queued")], ledger(seen("P", "strategize/queued", 2))).join(),
    ).toContain(explainsNot);
  });

  it("a transition that the life cycle does not have, and one without the lease that it needs", () => {
    const skip = call(
      1,
      [0, 1],
      { do: "advance", plan: "P", to: "execute", ifVersion: null },
      done(seen("P", "execute/queued", 3)),
    );
    expect(problemsOf([made("P"), skip], ledger(seen("P", "execute/queued", 3))).join()).toContain(
      explainsNot,
    );
    const calls = [made("P"), claim(1, [0, 1]), complete(2, [2, 3], 2, 5)];
    expect(problemsOf(calls, ledger(seen("P", "execute/queued", 5, 1))).join()).toContain(explainsNot);
  });

  it("a plan that nobody asked for", () => {
    expect(problemsOf([], ledger(seen("P", "action/queued", 1))).join()).toContain(explainsNot);
  });

  it("names the plan, how far an order goes, and the calls that fit nowhere", () => {
    const [problem = ""] = problemsOf(
      [made("P"), claim(1, [0, 5]), claim(2, [1, 6])],
      ledger({ ...seen("P", "strategize/processing", 3, 1), ...processing }),
    );
    expect(problem).toContain("plan P: no order explains its 4 calls. 2 are explained");
    expect(problem).toContain("alive strategize/processing v3 f1 live");
    expect(problem).toMatch(/worker:[12]#\d+ \[.*\] \{"do":"claim"\} -> /);
  });
});
