/** What is wrong with the text of a snapshot (domain.md section 7). */
export type SnapshotProblem =
  | "empty"
  | "too_large"
  | "too_deep"
  | "not_json"
  | "not_an_object"
  | "not_captured"
  | "wrong_form";
