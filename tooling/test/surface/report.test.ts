import { readFileSync } from "node:fs";
import { expect, it } from "@effect/vitest";
import { root } from "../../architecture/files.ts";
import { entriesOf, PUBLISHED, surfaceReport } from "../../surface/report.ts";

it.each(PUBLISHED)(
  "the public surface of %s is the one written down; `npm run surface` writes it anew",
  (name) => {
    expect(readFileSync(`${root}docs/api/${name}.md`, "utf8")).toBe(surfaceReport(`${root}packages/${name}`));
  },
);

it.each(PUBLISHED)("every export of %s has a docstring", (name) => {
  const bare = entriesOf(`${root}packages/${name}`).entries.flatMap(({ exports, path }) =>
    exports
      .filter(({ doc }) => doc === undefined || doc === "")
      .map((exported) => `${path} ${exported.name}`),
  );
  expect(bare).toEqual([]);
});
