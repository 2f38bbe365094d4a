import { expect, it } from "@effect/vitest";
import * as Result from "effect/Result";
import { renderBound } from "../../src/action/bindArguments.ts";
import { renderedLength, renderTemplate } from "../../src/action/renderTemplate.ts";

const values = new Map([["a", "x".repeat(1_000)]]);

it.each(["{a}", "{{a}} and {a}", "{ a } {a}{a}", "no place"])("knows how long %j will be", (template) => {
  expect(renderedLength(template, values)).toBe(Result.getOrThrow(renderTemplate(template, values)).length);
});

it("refuses a text that its arguments would blow up, before it is made", () => {
  const refused = renderBound("description", "{a}".repeat(10_000), { values });
  expect(Result.isFailure(refused) ? refused.failure.message : "").toBe(
    "description: must not be longer than 65536 characters (with these arguments it would have 10000000)",
  );
  expect(Result.isSuccess(renderBound("description", "{a}".repeat(65), { values }))).toBe(true);
});

it("lets a longer template of an adopted action through as it is", () => {
  const template = "x".repeat(100_000);
  expect(renderBound("description", template, { values })).toEqual(Result.succeed(template));
});
