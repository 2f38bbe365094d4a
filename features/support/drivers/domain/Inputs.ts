import {
  ACTION_STATES,
  type ActionState,
  ERROR_CATEGORIES,
  type ErrorCategory,
  type GivenArguments,
  type GivenValue,
  Instant,
  type JsonObject,
  OPERATIONS,
  type Operation,
  PHASES,
  type Phase,
  type PlanProject,
  PROCESSING_STATES,
  type ProcessingState,
} from "@planwright/domain";
import type { Fields, Json } from "../../Json.ts";
import { isFields } from "../../Json.ts";
import { Lacks } from "../../Lacks.ts";

const SECONDS: { readonly [unit: string]: number } = { s: 1, m: 60, h: 3_600, d: 86_400 };

/**
 * The documented inputs as the domain's types want them. What the types cannot hold is lacking here: in the library it
 * does not compile.
 */
export class Inputs {
  readonly #fields: Fields;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  /** The same with one input more. */
  with(key: string, value: Json): Inputs {
    return new Inputs({ ...this.#fields, [key]: value });
  }

  #raw(key: string): Json | undefined {
    return Object.hasOwn(this.#fields, key) ? this.#fields[key] : undefined;
  }

  /** A text that may be left out; a number or boolean that looks like one was meant as text. */
  text(key: string): string | undefined {
    const value = this.#raw(key);
    if (value === undefined) return undefined;
    if (typeof value === "object") throw new Lacks("typing");
    return String(value);
  }

  /** A text that the command cannot do without. */
  needed(key: string): string {
    const value = this.text(key);
    if (value === undefined) throw new Lacks("typing");
    return value;
  }

  number(key: string): number | undefined {
    const text = this.text(key);
    return text === undefined ? undefined : Number(text);
  }

  flag(key: string): boolean | undefined {
    const value = this.#raw(key);
    return value === undefined ? undefined : value === true;
  }

  texts(key: string): ReadonlyArray<string> {
    const value = this.#raw(key);
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** A parsed file or part of a body, unchecked. */
  file(key: string): unknown {
    return this.#raw(key) ?? {};
  }

  has(key: string): boolean {
    return this.#raw(key) !== undefined;
  }

  object(key: string): JsonObject {
    const value = this.#raw(key);
    return isFields(value) ? value : {};
  }

  #oneOf<T extends string>(key: string, known: ReadonlyArray<T>): T | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const found = known.find((candidate) => candidate === text);
    if (found === undefined) throw new Lacks("typing");
    return found;
  }

  phase(key: string): Phase | undefined {
    return this.#oneOf(key, PHASES);
  }

  target(key: string): Exclude<Phase, "action"> {
    const phase = this.phase(key);
    if (phase === undefined || phase === "action") throw new Lacks("typing");
    return phase;
  }

  state(key: string): ProcessingState | undefined {
    return this.#oneOf(key, PROCESSING_STATES);
  }

  actionState(key: string): ActionState | undefined {
    return this.#oneOf(key, ACTION_STATES);
  }

  operation(key: string): Operation | undefined {
    return this.#oneOf(key, OPERATIONS);
  }

  category(key: string): ErrorCategory {
    const category = this.#oneOf(key, ERROR_CATEGORIES);
    if (category === undefined) throw new Lacks("typing");
    return category;
  }

  instant(key: string): Instant | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const instant = Instant.parse(text);
    if (instant === undefined) throw new Lacks("typing");
    return instant;
  }

  /** `90s`, `5m`, `24h` in seconds. */
  seconds(key: string): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const [, count, unit = ""] = /^([0-9]+)([smhd])$/.exec(text) ?? [];
    if (count === undefined) throw new Lacks("typing");
    return Number(count) * (SECONDS[unit] ?? 1);
  }

  /** Arguments as a body of HTTP would bring them: typed. */
  arguments(): GivenArguments {
    return new Map<string, GivenValue>(
      Object.entries(this.object("arguments")).map(([name, value]) => [name, { value }]),
    );
  }

  projects(): ReadonlyArray<PlanProject> {
    const aliases = this.object("project_aliases");
    return this.texts("projects").map((name) => {
      const alias = aliases[name];
      return { name, alias: typeof alias === "string" ? alias : null, readOnly: false };
    });
  }
}
