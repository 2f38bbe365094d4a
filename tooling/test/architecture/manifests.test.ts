import { expect, it } from "vitest";
import { catalogProblems, manifestProblems } from "../../architecture/manifests.ts";

it.each(["4.1.0", "^4.1.0", "*", "catalog:other", "workspace:*"])("refuses effect at %s", (version) => {
  expect(manifestProblems("package.json", { dependencies: { effect: version } })).toHaveLength(1);
});

it.each(["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"])(
  "looks at %s",
  (kind) => {
    expect(manifestProblems("package.json", { [kind]: { "@planwright/domain": "catalog:" } })).toHaveLength(
      1,
    );
    expect(
      manifestProblems("package.json", {
        [kind]: { effect: "catalog:", "@planwright/domain": "workspace:*" },
      }),
    ).toEqual([]);
  },
);

it("wants exact versions in the catalog", () => {
  expect(catalogProblems('catalog:\n  effect: 4.1.0\n  "@a/b": 1.0.0-beta.17\n\nother: 1\n')).toEqual([]);
  expect(catalogProblems("catalog:\n  effect: ^4.1.0\n  kysely: latest\n")).toHaveLength(2);
  expect(catalogProblems("packages:\n  - a\n")).toHaveLength(1);
});
