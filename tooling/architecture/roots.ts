/** A place in the code that gives a plan's root a value of its own. */
export interface RootDecision {
  readonly file: string;
  readonly text: string;
}

const GIVEN = /\brootPlanId: (?!PlanId\b)(rootOf\([^)]*\)|[^,;\n]+)/g;

/** Handing on a root that somebody else has, reading it from its column, or saying that there is no plan. */
const HANDED_ON = /^(?:[a-z]+\.rootPlanId|asPlanId\(row\.root_plan_id\)|row\.root_plan_id === null .*|null)$/;

/** Where a source file decides a root instead of handing one on. */
export const rootDecisions = (file: string, source: string): ReadonlyArray<RootDecision> =>
  source
    .split("\n")
    .filter((line) => !line.includes("readonly rootPlanId"))
    .flatMap((line) => Array.from(line.matchAll(GIVEN), (match) => (match[1] ?? "").trim()))
    .filter((text) => !HANDED_ON.test(text))
    .map((text) => ({ file, text }));
