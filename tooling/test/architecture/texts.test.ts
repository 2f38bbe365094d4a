import { expect, it } from "vitest";
import { textProblems } from "../../architecture/texts.ts";

// Put together here, because this file is itself among those that are looked at.
const path = (...parts: ReadonlyArray<string>) => `/${parts.join("/")}/`;
const host = (...parts: ReadonlyArray<string>) => parts.join(".");

it.each([
  `read("${path("work", "main")}a")`,
  `cd ${path("root")}x`,
  `file://${path("home", "somebody")}x`,
  `"${path("Users", "somebody")}x"`,
  `https://${host("registry", "npmjs", "org")}${path("effect")}`,
  `https://${host("registry", "yarnpkg", "com")}`,
  `"${["resol", "ved"].join("")}": "https://example.test/effect-4.1.0.tgz"`,
  `{tar${"ball"}: https://example.test/effect-4.1.0.tgz}`,
])("finds what is in %s", (line) => {
  expect(textProblems("a.ts", `first\n${line}\n`)).toEqual([expect.stringMatching(/^a\.ts:2: holds /)]);
});

it.each(["./work/main", "packages/root/x", "/v1/plans/{id}", "https://example.test/", "#!/usr/bin/env node"])(
  "accepts %s",
  (line) => {
    expect(textProblems("a.ts", line)).toEqual([]);
  },
);
