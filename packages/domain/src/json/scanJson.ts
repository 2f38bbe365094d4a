import type { JsonValue } from "./JsonValue.ts";
import { utf8Length } from "./utf8Length.ts";

/** What a text must keep to, besides being JSON with no key twice in an object and no number beyond a double. */
export interface JsonLimits {
  /** Levels of nesting: `1` has 0, `[]` has 1. */
  readonly maxDepth: number;
  /** Bytes of UTF-8. */
  readonly maxBytes?: number;
  /** Refuses texts and keys with half of a surrogate pair, escaped or not. */
  readonly refuseLoneSurrogates?: boolean;
  /** Refuses texts and keys with U+0000, which can only be written escaped. */
  readonly refuseNull?: boolean;
}

/** What is wrong, and at which UTF-16 code unit. */
export interface JsonFault {
  readonly fault:
    | "Syntax"
    | "DuplicateKey"
    | "LoneSurrogate"
    | "NullCharacter"
    | "NumberOutOfRange"
    | "TooDeep"
    | "TooLarge";
  readonly offset: number;
}

/** An object or array that is still being filled. */
type Container = { [key: string]: JsonValue } | Array<JsonValue>;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const afterSpace = (text: string, from: number): number => {
  let at = from;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return at;
    at++;
  }
};

const isHex = (unit: number): boolean =>
  (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x46) || (unit >= 0x61 && unit <= 0x66);

/** The end of an escape whose backslash is at `at`, or -1. */
const afterEscape = (text: string, at: number): number => {
  const letter = text.charAt(at + 1);
  if (letter === "u") {
    for (let digit = at + 2; digit < at + 6; digit++) if (!isHex(text.charCodeAt(digit))) return -1;
    return at + 6;
  }
  return letter !== "" && '"\\/bfnrt'.includes(letter) ? at + 2 : -1;
};

const LITERALS: ReadonlyArray<readonly [string, JsonValue]> = [
  ["true", true],
  ["false", false],
  ["null", null],
];

const isTooLarge = (text: string, maxBytes: number): boolean =>
  text.length > maxBytes || (text.length * 3 > maxBytes && utf8Length(text) > maxBytes);

/** An own property whatever its name: assigning to `__proto__` would change the prototype instead. */
const setOwn = (object: { [key: string]: JsonValue }, key: string, value: JsonValue): void => {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
};

/** One pass over a text; every method moves on and gives false or undefined once a fault was found. */
class Scan {
  readonly text: string;
  readonly limits: JsonLimits;
  readonly open: Array<Container> = [];
  at = 0;
  fault: JsonFault | undefined;
  /** The key in the innermost object that the next value belongs to. */
  key = "";
  root: JsonValue = null;

  constructor(text: string, limits: JsonLimits) {
    this.text = text;
    this.limits = limits;
  }

  fail(fault: JsonFault["fault"], offset = this.at): undefined {
    this.fault = { fault, offset: Math.min(offset, this.text.length) };
  }

  skipSpace(): number {
    this.at = afterSpace(this.text, this.at);
    return this.text.charCodeAt(this.at);
  }

  /** The text or key whose quotation mark is here. */
  string(): string | undefined {
    const { text, limits } = this;
    const start = this.at;
    let escaped = false;
    let surrogates = false;
    let at = start + 1;
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === QUOTE) break;
      if (unit === BACKSLASH) {
        const next = afterEscape(text, at);
        if (next < 0) return this.fail("Syntax", at);
        escaped = true;
        at = next;
      } else if (unit >= 0x20) {
        if (unit >= 0xd800 && unit <= 0xdfff) surrogates = true;
        at++;
      } else {
        return this.fail("Syntax", at);
      }
    }
    this.at = at + 1;
    const value: string = escaped ? JSON.parse(text.slice(start, at + 1)) : text.slice(start + 1, at);
    if (limits.refuseLoneSurrogates && (escaped || surrogates) && !value.isWellFormed()) {
      return this.fail("LoneSurrogate", start);
    }
    if (limits.refuseNull && escaped && value.includes("\0")) return this.fail("NullCharacter", start);
    return value;
  }

  number(): number | undefined {
    NUMBER.lastIndex = this.at;
    const text = NUMBER.exec(this.text)?.[0];
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!Number.isFinite(value)) return this.fail("NumberOutOfRange");
    this.at += text.length;
    return value;
  }

  scalar(): JsonValue | undefined {
    if (this.text.charCodeAt(this.at) === QUOTE) return this.string();
    const number = this.number();
    if (number !== undefined || this.fault !== undefined) return number;
    for (const [literal, value] of LITERALS) {
      if (!this.text.startsWith(literal, this.at)) continue;
      this.at += literal.length;
      return value;
    }
    return this.fail("Syntax");
  }

  /** The key of the next member of `object`, and its colon. */
  member(object: { readonly [key: string]: JsonValue }): boolean {
    if (this.skipSpace() !== QUOTE) this.fail("Syntax");
    const start = this.at;
    const key = this.fault === undefined ? this.string() : undefined;
    if (key === undefined) return false;
    if (Object.hasOwn(object, key)) this.fail("DuplicateKey", start);
    else if (this.skipSpace() !== COLON) this.fail("Syntax");
    this.key = key;
    this.at++;
    return this.fault === undefined;
  }

  put(value: JsonValue): void {
    const container = this.open.at(-1);
    if (container === undefined) this.root = value;
    else if (Array.isArray(container)) container.push(value);
    else setOwn(container, this.key, value);
  }

  /** Reads one scalar or the beginning of a container: up to where a value has ended. */
  value(): boolean {
    for (;;) {
      const unit = this.skipSpace();
      if (unit !== OPEN_OBJECT && unit !== OPEN_ARRAY) {
        const scalar = this.scalar();
        if (scalar !== undefined) this.put(scalar);
        return scalar !== undefined;
      }
      if (this.open.length >= this.limits.maxDepth) this.fail("TooDeep");
      if (this.fault !== undefined) return false;
      const container: Container = unit === OPEN_OBJECT ? {} : [];
      this.put(container);
      this.open.push(container);
      this.at++;
      if (this.skipSpace() === (unit === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY)) return true;
      if (!Array.isArray(container) && !this.member(container)) return false;
    }
  }

  /** Closes what ends here and goes on to the next value; false at the end of the text or at a fault. */
  next(): boolean {
    for (;;) {
      const unit = this.skipSpace();
      const container = this.open.at(-1);
      if (container === undefined) {
        if (this.at !== this.text.length) this.fail("Syntax");
        return false;
      }
      const isArray = Array.isArray(container);
      if (unit === COMMA) {
        this.at++;
        return isArray || this.member(container);
      }
      if (unit !== (isArray ? CLOSE_ARRAY : CLOSE_OBJECT)) this.fail("Syntax");
      if (this.fault !== undefined) return false;
      this.open.pop();
      this.at++;
    }
  }
}

/**
 * Reads a text by the grammar of JSON (RFC 8259) and the limits, without recursion, so that no depth overflows a stack:
 * its value, or the first fault in reading order. `JSON.parse` reads only single escaped texts here: V8 13.6
 * (Node 24) gives some objects with escaped keys other keys than the text says (nodejs/node#63785).
 */
export const scanJson = (text: string, limits: JsonLimits): { readonly value: JsonValue } | JsonFault => {
  if (limits.maxBytes !== undefined && isTooLarge(text, limits.maxBytes))
    return { fault: "TooLarge", offset: 0 };
  const scan = new Scan(text, limits);
  while (scan.value() && scan.next()) {
    // Each round reads one value.
  }
  return scan.fault ?? { value: scan.root };
};
