import * as Result from "effect/Result";

/** The namespace that a bare name belongs to. */
export const DEFAULT_NAMESPACE = "local";

/** The most characters that a name may have, in all. */
export const MAX_NAME_LENGTH = 255;

/** Namespaces of model providers, which plans, actions, projects and profiles may not use (domain.md section 2). */
export const PROVIDER_NAMESPACES: ReadonlyArray<string> = Object.freeze([
  "openai",
  "anthropic",
  "google",
  "gemini",
  "deepseek",
  "mistral",
  "perplexity",
  "qwen",
  "amazon",
]);

/** A name `[[server:]namespace/]name` in its parts; case counts. */
export interface QualifiedName {
  /** Null when the name has no server. */
  readonly server: string | null;
  readonly namespace: string;
  readonly name: string;
  /** `namespace/name`, with `server:` before it if there is one; equal names have equal texts. */
  readonly text: string;
}

/** Why a text is not a name. */
export type NameProblem =
  | { readonly _tag: "Empty" }
  | { readonly _tag: "TooLong"; readonly length: number }
  | { readonly _tag: "Grammar" }
  | { readonly _tag: "ProviderNamespace"; readonly namespace: string };

const PART = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
const GRAMMAR = new RegExp(`^(?:(?:(${PART}):)?(${PART})/)?(${PART})$`);

const parseAny = (text: string): Result.Result<QualifiedName, NameProblem> => {
  if (text === "") return Result.fail({ _tag: "Empty" });
  if (text.length > MAX_NAME_LENGTH) return Result.fail({ _tag: "TooLong", length: text.length });
  const match = GRAMMAR.exec(text);
  if (match === null) return Result.fail({ _tag: "Grammar" });
  const [, server, namespace = DEFAULT_NAMESPACE, name = ""] = match;
  const local = `${namespace}/${name}`;
  return Result.succeed(
    server === undefined
      ? { server: null, namespace, name, text: local }
      : { server, namespace, name, text: `${server}:${local}` },
  );
};

/**
 * Reads the name of a plan, an action, a project or a profile: `[[server:]namespace/]name`, each part 1 to 64 of the
 * letters, digits and `._-` that begin with a letter or digit, at most 255 in all; the namespaces of model providers
 * are refused. A bare name is in the namespace `local`.
 */
export const parseName = (text: string): Result.Result<QualifiedName, NameProblem> => {
  const parsed = parseAny(text);
  if (Result.isFailure(parsed) || !PROVIDER_NAMESPACES.includes(parsed.success.namespace)) return parsed;
  return Result.fail({ _tag: "ProviderNamespace", namespace: parsed.success.namespace });
};

/** Reads the name of an actor that does the work: like `parseName`, and the namespaces of model providers are allowed. */
export const parseActorName = parseAny;

/** What is wrong with a name, as a phrase to put after "The name of the plan". */
export const describeNameProblem = (problem: NameProblem): string => {
  switch (problem._tag) {
    case "Empty":
      return "is empty";
    case "TooLong":
      return `has ${problem.length} characters, more than ${MAX_NAME_LENGTH}`;
    case "Grammar":
      return "is not of the form [[server:]namespace/]name, with parts of letters, digits, '.', '_' and '-' that begin with a letter or digit and have at most 64 characters";
    case "ProviderNamespace":
      return `uses the namespace ${problem.namespace}, which is reserved for a model provider`;
  }
};
