import { expect } from "vitest";
import { schemaProblems } from "./schemas.ts";
import type { Ended } from "./start.ts";
import { told } from "./told.ts";

export type Json = null | boolean | number | string | ReadonlyArray<Json> | Fields;

/** An object of JSON. */
export interface Fields {
  readonly [key: string]: Json;
}

/** The envelope that a command printed with `--format json`. */
export interface Answer {
  readonly code: number;
  readonly status: string;
  readonly data: Fields;
  readonly messages: ReadonlyArray<Fields>;
  readonly stderr: string;
}

interface Envelope {
  readonly schema_version: number;
  readonly command: string;
  readonly status: string;
  readonly exit_code: number;
  readonly data: Fields;
  readonly timing: { readonly started: string; readonly duration_ms: number };
  readonly messages: ReadonlyArray<Fields>;
}

const KEYS = ["schema_version", "command", "status", "exit_code", "data", "timing", "messages"];

/**
 * Reads the documented envelope (interfaces.md section 2): one JSON document and nothing else on standard output, its
 * data held against the schema that ships for the command, or for a failure.
 */
export const readAnswer = (command: string, { code, signal, stderr, stdout }: Ended): Answer => {
  const said = `planwright ${command}\n${stdout}${stderr}\nexit code ${code} ${signal ?? ""}`;
  let envelope: Envelope;
  try {
    envelope = JSON.parse(stdout);
  } catch {
    throw new Error(`standard output is not one JSON document: ${said}`);
  }
  told(said, () => {
    expect(stdout.endsWith("}\n")).toBe(true);
    expect(Object.keys(envelope)).toEqual(KEYS);
    expect(envelope).toMatchObject({ schema_version: 1, command, exit_code: code });
    expect(envelope.timing.started).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/);
    expect(envelope.timing.duration_ms).toBeGreaterThanOrEqual(0);
    expect(["ok", "warn", "error"]).toContain(envelope.status);
    const failed = envelope.status === "error";
    expect(schemaProblems(failed ? "failure" : command, envelope.data)).toEqual([]);
    const besides = stderr.replaceAll(/^warning: [^\n]+\n/gm, "");
    expect(besides).toBe(failed ? `error: ${textAt(envelope.data, "error.message")}\n` : "");
    expect(failed && code === 0).toBe(false);
  });
  return {
    code: envelope.exit_code,
    status: envelope.status,
    data: envelope.data,
    messages: envelope.messages,
    stderr,
  };
};

/** The value at a path such as `decisions.0.outcome`; undefined where there is none. */
export const at = (data: Json, path: string): Json | undefined => {
  let found: Json | undefined = data;
  for (const key of path.split(".")) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Fields)[key];
  }
  return found;
};

/** The text at a path; throws where there is something else. */
export const textAt = (data: Json, path: string): string => {
  const found = at(data, path);
  if (typeof found !== "string") throw new Error(`${path} is no text in ${JSON.stringify(data)}`);
  return found;
};

/** The list at a path; throws where there is something else. */
export const listAt = (data: Json, path: string): ReadonlyArray<Json> => {
  const found = at(data, path);
  if (!Array.isArray(found)) throw new Error(`${path} is no list in ${JSON.stringify(data)}`);
  return found as ReadonlyArray<Json>;
};
