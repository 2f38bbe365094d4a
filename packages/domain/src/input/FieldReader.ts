import type { FieldKind } from "./fieldKinds.ts";
import type { Issue } from "./InvalidInput.ts";

/** An object as a parser of JSON or YAML gives it. */
export type Fields = { readonly [key: string]: unknown };

/** True for objects that are no arrays. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `-0` becomes `0`, so that equal rules have equal texts. */
const plainZero = <T>(value: T): T => (value === 0 ? (0 as T) : value);

/** Reads an object field by field and collects what is wrong instead of stopping at the first. */
export class FieldReader {
  readonly #fields: Fields;
  readonly #path: ReadonlyArray<string | number>;
  readonly issues: Array<Issue>;

  constructor(fields: Fields, path: ReadonlyArray<string | number> = [], issues: Array<Issue> = []) {
    this.#fields = fields;
    this.#path = path;
    this.issues = issues;
  }

  /** True when the object itself has the key, whatever its value. */
  has(key: string): boolean {
    return Object.hasOwn(this.#fields, key);
  }

  /** The field's value unchecked; undefined when there is none. */
  raw(key: string): unknown {
    return this.has(key) ? this.#fields[key] : undefined;
  }

  /** Notes something that is wrong with a field. */
  refuse(key: string, message: string): void {
    this.issues.push({ path: [...this.#path, key], message });
  }

  /** The field's value, or `fallback` when it is absent, or is of another kind (noted). */
  optional<T>(key: string, kind: FieldKind<T>, fallback: T): T {
    return this.has(key) ? this.required(key, kind, fallback) : fallback;
  }

  /** The field's value; `standIn` when it is absent or of another kind (both noted). */
  required<T>(key: string, kind: FieldKind<T>, standIn: T): T {
    const value = this.raw(key);
    if (kind.is(value)) return plainZero(value);
    this.refuse(key, this.has(key) ? kind.expected : `is missing; it ${kind.expected}`);
    return standIn;
  }

  /** Notes every key that is not among the known ones, with the advice for it if there is any. */
  refuseUnknown(
    known: { readonly has: (key: string) => boolean },
    advice?: (key: string) => string | undefined,
  ): void {
    for (const key of Object.keys(this.#fields)) {
      if (!known.has(key))
        this.refuse(key, advice?.(key) ?? "is not a known key; remove it or correct its spelling");
    }
  }
}
