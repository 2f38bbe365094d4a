import { describe, expect, it } from "@effect/vitest";
import { OPERATIONS, type Operation } from "../../src/gate/Operation.ts";
import { OUTCOMES } from "../../src/gate/Verdict.ts";
import { decisionData } from "../../src/representation/decision.ts";
import { planExplainData } from "../../src/representation/planExplain.ts";
import { id, waitingDecision } from "./plans.ts";

const commandOf = (operation: Operation): string | null =>
  decisionData(waitingDecision({ operation })).next_command;

describe("a decision as plan explain shows it", () => {
  it("names the command by which a person approves, where there is one", () => {
    expect(OPERATIONS.map((operation) => [operation, commandOf(operation)])).toEqual([
      ["strategize", "planwright plan strategize 00000001"],
      ["execute", "planwright plan execute 00000001"],
      ["apply", "planwright plan apply 00000001"],
      ["decide-strategize", null],
      ["decide-execute", null],
      ["fix-validation", null],
      ["revise-strategy", "planwright plan revert 00000001"],
      ["revert-apply", "planwright plan revert 00000001"],
      ["spawn", "planwright plan spawn 00000001"],
      ["retry", "planwright plan retry 00000001"],
      ["restore-checkpoint", null],
      ["tool", null],
    ]);
  });

  it("has approvers only while it waits for a person", () => {
    expect(
      OUTCOMES.map((outcome) => {
        const { approvers, next_command } = decisionData(waitingDecision({ outcome }));
        return [outcome, approvers, next_command];
      }),
    ).toEqual([
      ["automatic", [], null],
      ["needs_approval", ["user:*"], "planwright plan execute 00000001"],
      ["refused", [], null],
      ["approved", [], null],
    ]);
  });

  it("leads on from the last decision on an operation alone", () => {
    const decisions = [
      waitingDecision({ decisionId: id(1), operation: "spawn" }),
      waitingDecision({ decisionId: id(2) }),
      waitingDecision({ decisionId: id(3) }),
    ];
    expect(
      planExplainData({ planId: id(1), decisions }).decisions.map((decision) => decision.next_command),
    ).toEqual(["planwright plan spawn 00000001", null, "planwright plan execute 00000001"]);
  });
});
