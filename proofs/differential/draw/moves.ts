import { ERROR_CATEGORIES, OPERATIONS, type WorkResult } from "@planwright/domain";
import type { Command } from "../Command.ts";
import { profileName, projectName } from "./known.ts";
import type { Source } from "./Source.ts";

/** Lets a plan go on. */
export const drawAdvance = (source: Source): Command => {
  const { random } = source;
  return {
    do: "advance",
    ...source.on("gate", random.once(3) ? source.actor() : source.person()),
    to: random.once(8) ? random.pick(["strategize", "execute", "apply"]) : "next",
    confidence: source.confidence(),
  };
};

/** Takes work. */
export const drawClaim = (source: Source): Command => {
  const { random } = source;
  return {
    do: "claim",
    actor: source.worker(),
    dryRun: source.dryRun(),
    phase: random.once(5) ? random.pick(["strategize", "execute", "apply"]) : undefined,
    project: random.once(5) ? projectName(source) : undefined,
    worker: source.rarely(() => source.line()),
    leaseSeconds: random.once(20) ? random.pick([9, 86_401, 300.5]) : random.pick([undefined, 300, 86_400]),
  };
};

const result = ({ pools, random }: Source): WorkResult => ({
  ...(random.once(6) ? {} : { sandboxRefs: ["sandbox-1", random.pick(pools.lines)] }),
  ...(random.once(6) ? {} : { lastCheckpointId: "checkpoint-1" }),
  ...(random.once(4) ? { changesetId: random.pick(["change-1", "変更"]) } : {}),
  ...(random.once(4)
    ? { validationSummary: { ...random.pick(pools.objects), required_failed: random.pick([0, 0, 0, 1]) } }
    : {}),
  ...(random.once(5) ? { decisionRootId: "decision-1" } : {}),
  ...(random.once(4) ? { lastCompletedStep: random.below(20) } : {}),
  // Sums of these are exact in whatever order an engine adds them (see differences.ts).
  ...(random.once(3) ? { cost: random.below(64) / 16 } : {}),
});

/** Hands in a result. */
export const drawComplete = (source: Source): Command => ({
  do: "complete",
  ...source.underLease(),
  result: result(source),
  confidence: source.confidence(),
});

/** Reports a failure. */
export const drawFail = (source: Source): Command => {
  const { pools, random } = source;
  return {
    do: "fail",
    ...source.underLease(),
    category: random.once(2) ? "transient" : random.pick(ERROR_CATEGORIES),
    message: random.once(4) ? null : source.line(),
    details: random.once(2) ? {} : random.pick(pools.objects),
    confidence: source.confidence(),
  };
};

/** Asks a gate. */
export const drawCheck = (source: Source): Command => {
  const { random } = source;
  return {
    do: "check",
    ...source.on("any", source.actor()),
    operation: random.once(2) ? "tool" : random.pick(OPERATIONS),
    tool: random.once(6) ? undefined : random.pick(["hammer", "net.fetch", "é*", source.line()]),
    writes: source.maybe(() => random.once(2)),
    unsafe: source.rarely(() => random.once(2)),
    skill: source.rarely(() => random.pick(["a", "é", "coding"])),
    cost: source.rarely(() => random.pick([0, 0.25, 1e6, -1, Number.NaN])),
    confidence: source.confidence(),
  };
};

/** Goes back, gives back or ends. */
export const drawOther = (source: Source): Command => {
  const { random } = source;
  const reason = source.maybe(() => source.line());
  return random.weighted<() => Command>([
    [10, () => ({ do: "heartbeat", ...source.underLease() })],
    [8, () => ({ do: "release", ...source.underLease() })],
    [4, () => ({ do: "constrain", ...source.underLease() })],
    [
      6,
      () => ({
        do: "reclaim",
        actor: source.actor(),
        dryRun: source.dryRun(),
        plan: random.once(2) ? source.plan("processing") : null,
      }),
    ],
    [12, () => ({ do: "retry", ...source.on("stopped", source.actor()), confidence: source.confidence() })],
    [
      8,
      () => ({
        do: "revert",
        ...source.on(random.pick(["gate", "stopped", "queued"]), source.actor()),
        reason,
        confidence: source.confidence(),
      }),
    ],
    [7, () => ({ do: "cancel", ...source.on("any", source.person()), reason })],
    [5, () => ({ do: "remove", ...source.on("any", source.person()), tree: random.once(2) })],
    [
      8,
      () => ({
        do: "capture",
        ...source.on("uncaptured", source.person()),
        automationProfile: source.maybe(() => profileName(source)),
      }),
    ],
    [8, () => ({ do: "lapse", plan: source.plan("processing") })],
    [3, () => ({ do: "next day" })],
  ])();
};
