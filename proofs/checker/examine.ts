import { acknowledgedProblems } from "./facts/acknowledged.ts";
import { commitOrderProblems } from "./facts/commitOrder.ts";
import type { Evidence } from "./facts/Evidence.ts";
import { fenceProblems } from "./facts/fences.ts";
import { followingProblems } from "./facts/following.ts";
import { instantProblems } from "./facts/instants.ts";
import { leaseProblems } from "./facts/leases.ts";
import { refusalProblems } from "./facts/refusals.ts";
import { siblingProblems } from "./facts/siblings.ts";
import { treeProblems } from "./facts/trees.ts";
import { versionProblems } from "./facts/versions.ts";
import { type Judgement, judge } from "./judge.ts";

/** What holds over several plans at once, each with the name under which a report tells it. */
const FACTS = {
  versions: versionProblems,
  fences: fenceProblems,
  trees: treeProblems,
  leases: leaseProblems,
  acknowledged: acknowledgedProblems,
  "commit order": commitOrderProblems,
  following: followingProblems,
  siblings: siblingProblems,
  refusals: refusalProblems,
  instants: instantProblems,
} as const;

/** The check of every plan's history by itself, and of what holds across plans. */
export const examine = (evidence: Evidence): Judgement => {
  const judgement = judge(evidence.calls, evidence.ledger);
  const across = Object.entries(FACTS).flatMap(([name, problemsOf]) =>
    problemsOf(evidence).map((problem) => `${name}: ${problem}`),
  );
  return { ...judgement, problems: [...judgement.problems, ...across] };
};
