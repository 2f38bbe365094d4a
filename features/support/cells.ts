import type { Json } from "./Json.ts";

/** What a scenario has given names to. */
export interface Known {
  /** The id of a plan that the scenario called by this name, or undefined. */
  readonly planId: (name: string) => string | undefined;
  /** What a phrase such as `the next page` stands for, or undefined when it is no phrase. */
  readonly phrase: (text: string) => string | undefined;
}

const REFERENCE = /#([a-z]+)(\.short)?(\.lower)?/g;

/** A text in which `#name` is the id of a plan, `#name.short` its short id, `#name.short.lower` that in lower case. */
export const expand = (text: string, known: Known): string =>
  text.replace(REFERENCE, (whole, name: string, short?: string, lower?: string) => {
    const id = known.planId(name);
    if (id === undefined) return whole;
    const shown = short === undefined ? id : id.slice(-8);
    return lower === undefined ? shown : shown.toLowerCase();
  });

const parsed = (text: string): Json | undefined => {
  if (!/^(?:["[{]|-?[0-9]|true$|false$|null$)/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const ABSENT = new Set(["nothing", "not set", "absent"]);

/**
 * The value that a cell of an input stands for: JSON where it is JSON, otherwise the text itself, with references put
 * in; undefined for `nothing`, which leaves the input out.
 */
export const readCell = (cell: string, known: Known): Json | undefined => {
  if (ABSENT.has(cell)) return undefined;
  const text = known.phrase(cell) ?? expand(cell, known);
  const value = parsed(text);
  return value === undefined ? text : value;
};

/** What a cell of an expectation says about a value. */
export interface Expectation {
  readonly holds: (actual: Json | undefined) => boolean;
  /** For the message of a failure. */
  readonly text: string;
}

/** The same value, whatever the order of keys. */
export const same = (a: Json | undefined, b: Json | undefined): boolean => {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) && same((a as Record<string, Json>)[key], (b as Record<string, Json>)[key]),
    )
  );
};

/**
 * Reads an expectation: `*` anything but null, `absent` nothing at all, `/expression/` a text that matches, otherwise the
 * value or text itself. References and phrases are put in first.
 */
export const readExpectation = (cell: string, known: Known): Expectation => {
  if (cell === "*") return { holds: (actual) => actual !== undefined && actual !== null, text: "something" };
  if (cell === "absent") return { holds: (actual) => actual === undefined, text: "nothing" };
  const text = known.phrase(cell) ?? expand(cell, known);
  if (/^\/.+\/$/.test(text)) {
    const expression = new RegExp(text.slice(1, -1), "u");
    return { holds: (actual) => typeof actual === "string" && expression.test(actual), text };
  }
  const value = parsed(text);
  return { holds: (actual) => same(actual, value) || actual === text, text };
};
