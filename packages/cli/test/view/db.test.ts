import { expect, it } from "vitest";
import { colourless } from "../../src/present/Palette.ts";
import { renderRich } from "../../src/present/renderRich.ts";
import { dbVerifyView } from "../../src/view/db.ts";

it("names what differs by its table and its own name, where it has one", () => {
  const view = dbVerifyView({
    equal: false,
    differences: [
      { kind: "index", table: "v3_plans", name: "ix_a", expected: "(a)", found: null },
      { kind: "function", table: "pw_refuse()", name: "", expected: "a", found: "b" },
    ],
    extras: [
      { kind: "table", table: "customers", name: "" },
      { kind: "column", table: "actions", name: "colour" },
    ],
  });
  expect([...renderRich(view, { paint: colourless, width: undefined })].join("\n")).toBe(
    [
      "✗ The schema differs in 2 places.",
      "  • index v3_plans.ix_a: is missing",
      "  • function pw_refuse(): is different",
      "",
      "Other programs added: table customers, column actions.colour",
    ].join("\n"),
  );
});
