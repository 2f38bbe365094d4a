import type { Fields } from "../../Json.ts";
import { at, isFields, textOf } from "../../Json.ts";
import type { Answer, Refusal } from "../Driver.ts";

/** What a run of the program came to. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const parse = (text: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value as Fields) ? (value as Fields) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const refusalIn = (data: Fields): Refusal | undefined => {
  const error = data.error;
  if (!isFields(error) || typeof error.code !== "string") return undefined;
  const { code, details, message } = error;
  return { code, message: textOf(message), details: isFields(details) ? details : {} };
};

/** The commands that end with 0 when the next gate waits, and say so in the status (interfaces.md section 2). */
const SAYS_WAITING = ["plan use", "plan complete", "plan fail", "plan capture"];

/**
 * Reads the envelope on standard output; throws, with all that was said, where it is not the documented one or
 * contradicts the exit code.
 */
export const readAnswer = (asked: string, command: string, ended: Ended): Answer => {
  const output = `${ended.stdout}${ended.stderr}`;
  const envelope = parse(ended.stdout);
  const wrong = (what: string): Error =>
    new Error(`${what}\n$ ${asked}\n${output}\nexit code ${ended.exitCode}`);
  if (envelope === undefined) throw wrong("standard output is no JSON object");
  const { data } = envelope;
  if (!isFields(data)) throw wrong("data is no object");
  if (envelope.schema_version !== 1 || envelope.command !== command)
    throw wrong("not the documented envelope");
  if (envelope.exit_code !== ended.exitCode) throw wrong("the envelope has another exit code");
  if (at(envelope, "timing.duration_ms") === undefined) throw wrong("the envelope has no timing");
  // An answer of `plan status` has a key of the same name for what the plan stopped with.
  const refusal = envelope.status === "error" ? refusalIn(data) : undefined;
  if ((envelope.status === "error") !== (refusal !== undefined))
    throw wrong("status and data.error disagree");
  if (SAYS_WAITING.includes(command)) {
    const waits = isFields(data.waiting_for) ? "warn" : "ok";
    if (refusal === undefined && envelope.status !== waits) throw wrong(`the status is not ${waits}`);
  }
  return { asked, exitCode: ended.exitCode, data, refusal, output };
};
