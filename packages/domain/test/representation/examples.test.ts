import { describe, expect, it } from "@effect/vitest";
import { errorData } from "../../src/representation/index.ts";
import { commandSchemas, failureSchema } from "../../src/representation/schemas.ts";
import { domainErrors } from "./errorExamples.ts";
import { examples } from "./examples.ts";
import { golden, pretty } from "./golden.ts";
import { held } from "./held.ts";
import { MARKER } from "./plans.ts";

const nameOf = ({ command, variant }: (typeof examples)[number]): string =>
  `${command.replaceAll(" ", "-")}${variant === undefined ? "" : `.${variant}`}`;

describe("the data of commands [X8]", () => {
  it.each(examples.map((example) => [nameOf(example), example] as const))(
    "%s is what its golden file says [X8 S8]",
    (name, { data }) => {
      const text = pretty(data);
      expect(text).toBe(golden(name, text));
    },
  );

  it.each(examples.map((example) => [nameOf(example), example] as const))(
    "%s has the keys of its schema, all, no others and in their order [X8]",
    (_name, { command, data }) => {
      expect(held(commandSchemas[command], data)).toBe(JSON.stringify(data));
    },
  );

  it("has an example of every command", () => {
    const shown = new Set(examples.map(({ command }) => command));
    expect(Object.keys(commandSchemas).filter((command) => !shown.has(command as never))).toEqual([]);
  });

  it("never shows a damaged text, but its length [L1 S5]", () => {
    const text = JSON.stringify(examples);
    expect(text).not.toContain(MARKER);
    expect(text).toContain('"state":"damaged"');
    expect(text).toContain(`"damaged":true,"length":${MARKER.length}`);
  });

  it("never shows a destructive command or a stored text where it tells an error [L1]", () => {
    const text = JSON.stringify(domainErrors.map(errorData));
    expect(text).not.toMatch(/plan (delete|cancel)|--yes|--force/);
    expect(text).not.toContain(MARKER);
  });

  it("tells every reason of every error under a stable code [X8]", () => {
    const failures = domainErrors.map((error) => ({ error: errorData(error) }));
    const text = pretty(failures);
    expect(text).toBe(golden("errors", text));
    for (const failure of failures) expect(held(failureSchema, failure)).toBe(JSON.stringify(failure));
  });
});
