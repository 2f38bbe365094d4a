import { callLine } from "../judge.ts";
import type { Evidence } from "./Evidence.ts";

/** What others at work on the same plans may make of a call; anything else is a fault of the ledger. */
const EXPECTED = new Set([
  "NotFound",
  "WrongState",
  "StaleVersion",
  "LeaseLost",
  "LiveLease",
  "ReversionLimit",
  "DescendantsUnfinished",
  "HasDescendants",
  "HasDependents",
  "ChildrenFailed",
  "ApprovalRequired",
  "RefusedByRule",
  "InvalidInput",
  "Busy",
]);

/** Nobody was refused for a reason that has nothing to do with what others did. */
export const refusalProblems = ({ calls }: Evidence): ReadonlyArray<string> =>
  calls
    .filter(({ answer }) => answer?.is === "refused" && !EXPECTED.has(answer.refusal.tag))
    .map((call) => `this refusal is nobody's doing:\n${callLine(call)}`);
