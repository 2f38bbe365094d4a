import * as Result from "effect/Result";

const PLACEHOLDER = /\{\{([A-Za-z_][A-Za-z0-9_]*)\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** The names that a template has placeholders for, each once, in the order in which they appear. */
export const placeholders = (template: string): ReadonlyArray<string> => [
  ...new Set(
    Array.from(template.matchAll(PLACEHOLDER), (match) => match[2]).filter((name) => name !== undefined),
  ),
];

/** How many UTF-16 code units a template would have with these values in it, without making it. */
export const renderedLength = (template: string, values: ReadonlyMap<string, string>): number => {
  let length = template.length;
  for (const [text, literal, name] of template.matchAll(PLACEHOLDER)) {
    length -= text.length;
    length += name === undefined ? `{${literal}}`.length : (values.get(name) ?? text).length;
  }
  return length;
};

/**
 * Puts values into a template: `{identifier}` is a placeholder, `{{identifier}}` writes `{identifier}`, other braces are
 * text, and what was put in is not looked at again (domain.md section 2). Fails with the placeholders that have no value.
 */
export const renderTemplate = (
  template: string,
  values: ReadonlyMap<string, string>,
): Result.Result<string, ReadonlyArray<string>> => {
  const unknown = placeholders(template).filter((name) => !values.has(name));
  if (unknown.length > 0) return Result.fail(unknown);
  return Result.succeed(
    template.replace(PLACEHOLDER, (text, literal: string | undefined, name: string | undefined) =>
      name === undefined ? `{${literal}}` : (values.get(name) ?? text),
    ),
  );
};
