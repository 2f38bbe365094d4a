import { beforeAll, describe, expect, it } from "@effect/vitest";
import stringWidth from "string-width";
import { isPrintable } from "../../src/present/printable.ts";
import {
  graphemes,
  isNarrow,
  loadMeasure,
  shortened,
  startOf,
  widthOf,
  wrap,
} from "../../src/present/width.ts";

beforeAll(loadMeasure);

const SAMPLES = [
  "plain",
  "日本語のテキスト",
  "emoji 👍🏽 and 👩‍👩‍👧 joined",
  "e\u0301e\u0301e\u0301",
  "🇩🇪🇫🇷",
  "ｆｕｌｌ",
  "한국어",
  "สวัสดี",
  "a".repeat(500),
  "",
];

describe("width", () => {
  it("measures wide characters, emoji and combining marks as terminals do", () => {
    expect(["日本", "👩‍👩‍👧", "é", "🇩🇪", "abc", "○ ●"].map(widthOf)).toEqual([4, 2, 1, 2, 3, 3]);
  });

  it("takes a short way only for what is one column wide each", () => {
    const wrong = Array.from({ length: 0x10000 - 0x20 }, (_, at) => String.fromCharCode(at + 0x20)).filter(
      (text) => isPrintable(text) && isNarrow(text) && stringWidth(text) !== 1,
    );
    expect(wrong).toEqual([]);
  });

  it.each(SAMPLES)("cuts %j to any width and says so", (text) => {
    for (let width = 1; width < 30; width++) {
      const cut = shortened(text, width);
      expect(widthOf(cut)).toBeLessThanOrEqual(width);
      expect(cut === text || cut.endsWith("…")).toBe(true);
      expect(text.startsWith(startOf(text, width))).toBe(true);
    }
  });

  it.each(SAMPLES)("wraps %j without losing a letter", (text) => {
    for (let width = 2; width < 30; width++) {
      const lines = wrap(text, width);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  });

  it("never cuts through what a reader takes for one character", () => {
    const family = "👩‍👩‍👧";
    expect(graphemes(`a${family}`)).toEqual(["a", family]);
    expect(startOf(`${family}${family}`, 3)).toBe(family);
  });

  it("gives the first line more room where it has more", () => {
    expect(wrap("aa bb cc dd", 5, 8)).toEqual(["aa bb cc", "dd"]);
  });
});
