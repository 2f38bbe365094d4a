import * as Result from "effect/Result";
import { describeNameProblem, parseName } from "../name/QualifiedName.ts";
import { BUILT_INS, findBuiltIn } from "./builtIns.ts";

const isShadow = (namespace: string, name: string): boolean =>
  namespace === "local" && findBuiltIn(name) !== undefined;

/**
 * What is wrong with the name of a custom profile, as a sentence without its subject; undefined for a good one:
 * `[server:]namespace/name`. A bare name is reserved for built-in profiles, and `local/` before a built-in name is
 * refused because bare names mean `local/` elsewhere (domain.md section 6).
 */
export const customNameProblem = (text: string): string | undefined => {
  const parsed = parseName(text);
  if (Result.isFailure(parsed)) return describeNameProblem(parsed.failure);
  const { server, namespace, name } = parsed.success;
  if (!text.includes("/")) return "must be namespace/name; a bare name is reserved for the built-in profiles";
  if (server === null && isShadow(namespace, name))
    return "reads like a built-in profile; choose another name";
  return undefined;
};

/** The names that a profile can be chosen by: the built-in ones in their order, then the custom ones as given. */
export const knownNames = (custom: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...BUILT_INS.map((profile) => profile.name),
  ...custom,
];
