import { describe, expect, it } from "@effect/vitest";
import { isPrintable, printable, printableJson, printableLines } from "../../src/present/printable.ts";
import { ACTED_UPON } from "../terminal.ts";

/** Each of these moves a cursor, switches a mode, or changes what a reader believes to read. */
const HOSTILE = [
  "\u001b[31m",
  "\u001b]0;title\u0007",
  "\u009b2J",
  "\r",
  "\b",
  "\u007f",
  "\u202e",
  "\u2066",
  "\u200f",
  "\u061c",
  "\u200b",
  "\u2028",
  "\ufeff",
  "\u{e0041}",
  "\ud800",
  "\u00ad",
  "\u3164",
];

describe("printable", () => {
  it.each(HOSTILE.map((text) => [printable(text), text]))("writes %s out", (_shown, text) => {
    const shown = printable(`a${text}b`);
    expect(shown).toMatch(/^a[\x20-\x7e]+b$/);
    expect(isPrintable(shown)).toBe(true);
  });

  it("leaves letters of any script, emoji and joined emoji alone", () => {
    for (const text of ["Grüße", "日本語", "سلام", "می‌خواهم", "👩‍👩‍👧", "🇩🇪", "é", "… – ≥ ●"]) {
      expect(printable(text)).toBe(text);
    }
  });

  it("writes line feeds and tabs as in source code, and splits lines where lines are wanted", () => {
    expect(printable("a\n\tb\r")).toBe("a\\n\\tb\\r");
    expect(printableLines("a\r\nb\tc\u001b")).toEqual(["a", "b  c\\u{1b}"]);
  });

  it("never leaves a code point below U+FFFF that a terminal acts upon", () => {
    for (let code = 0; code < 0x10000; code++) {
      const shown = printable(String.fromCharCode(code));
      expect(ACTED_UPON.test(shown), `U+${code.toString(16)}`).toBe(false);
    }
  });
});

describe("printableJson", () => {
  it.each(HOSTILE.map((text) => [printable(text), text]))(
    "stands for the same value with %s in it",
    (_shown, text) => {
      const json = printableJson(JSON.stringify({ [`k${text}`]: [text] }, null, 2));
      expect(JSON.parse(json)).toEqual({ [`k${text}`]: [text] });
      expect(json).toMatch(/^[\x20-\x7e\n]*$/);
    },
  );
});
