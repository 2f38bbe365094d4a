import * as Result from "effect/Result";
import type { Issue } from "../input/InvalidInput.ts";
import { describeNameProblem, parseName } from "../name/QualifiedName.ts";

/** The whole name that a name stands for, undefined where none was given or it is none; what is wrong is noted. */
export const readName = (
  path: Issue["path"],
  text: string | undefined,
  issues: Array<Issue>,
): string | undefined => {
  if (text === undefined) return undefined;
  const parsed = parseName(text);
  if (Result.isSuccess(parsed)) return parsed.success.text;
  issues.push({ path, message: describeNameProblem(parsed.failure) });
  return undefined;
};
