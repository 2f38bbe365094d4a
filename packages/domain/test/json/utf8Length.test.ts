import { expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import { utf8Length } from "../../src/json/utf8Length.ts";
import { pick } from "./pick.ts";

const anyText = Arbitrary.map(
  Arbitrary.array(
    pick("a", "\0", "\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "🙂", "\ud800", "\udc00"),
  ),
  (parts) => parts.join(""),
);

it.prop("counts the bytes that an encoder makes, halves of surrogate pairs included", [anyText], ([text]) => {
  expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
});
