import { describe, expect, it } from "vitest";
import { withoutPasswords, withoutPasswordsIn } from "../../src/present/withoutPasswords.ts";

describe("passwords of database URLs", () => {
  it.each([
    ["postgresql://ada:secret@db/plans", "postgresql://ada:***@db/plans"],
    ["a `postgres://ada:s:e@c'ret@db:5432/plans` b", "a `postgres://ada:***@db:5432/plans` b"],
    ["postgresql://:secret@/plans", "postgresql://:***@/plans"],
    ["POSTGRESQL://ada:secret@db", "POSTGRESQL://ada:***@db"],
    ["postgresql://db/plans?password=secret&pool_size=2", "postgresql://db/plans?password=***&pool_size=2"],
    ["postgresql://db/plans?pool_size=2&password=secret", "postgresql://db/plans?pool_size=2&password=***"],
  ])("are hidden in %s", (text, shown) => {
    expect(withoutPasswords(text)).toBe(shown);
  });

  it.each(["postgresql://ada@db:5432/plans", "sqlite:///home/a:b@c", "Plan x: y@z"])(
    "are not looked for in %s",
    (text) => {
      expect(withoutPasswords(text)).toBe(text);
    },
  );

  it("are hidden wherever they are in an object", () => {
    const url = "postgresql://ada:secret@db/plans";
    expect(withoutPasswordsIn({ given: [url, 1, null, { url }], ok: true })).toEqual({
      given: ["postgresql://ada:***@db/plans", 1, null, { url: "postgresql://ada:***@db/plans" }],
      ok: true,
    });
  });
});
