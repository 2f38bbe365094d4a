/** The tables that were there before Planwright. */
export const adoptedTables: ReadonlyArray<string> = [
  "actions",
  "action_arguments",
  "action_invariants",
  "v3_plans",
  "plan_projects",
  "plan_arguments",
  "plan_invariants",
];
