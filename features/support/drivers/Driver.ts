import type { Fields, Json } from "../Json.ts";
import type { Command } from "./Command.ts";

/** What is asked of a ledger, in the documented vocabulary: the command's name and its inputs in snake case. */
export interface Request {
  readonly command: Command;
  readonly actor: string;
  /** What a command line's flags, an HTTP body or a use case's fields are made from. */
  readonly input: Fields;
  readonly dryRun: boolean;
  /** `PLANWRIGHT_AUTOMATION_PROFILE`, undefined when it is not set. */
  readonly surroundingProfile: string | undefined;
}

/** Why a request was refused, as `data.error` says it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details: Fields;
}

/** What came back: the documented `data`, or a refusal. */
export interface Answer {
  /** The exit code of interfaces.md section 2, whoever answers. */
  readonly exitCode: number;
  readonly data: Fields;
  readonly refusal: Refusal | undefined;
  /** What was asked, as one would type it. */
  readonly asked: string;
  /** All that was said, for failures to show and for markers to be looked for in. */
  readonly output: string;
}

/** A way into a ledger. Every driver says the same things about the same ledger. */
export interface Driver {
  readonly ask: (request: Request) => Promise<Answer>;
  /** Another process on the same ledger; it is closed with this one. Throws `Lacks` where there can be none. */
  readonly another: () => Promise<Driver>;
  /** Lets time pass by. Throws `Lacks` where time cannot be told to. */
  readonly pass: (millis: number) => Promise<void>;
  /** The text of frozen rules under a digest, or null. Throws `Lacks` where it cannot be asked for. */
  readonly rulesOf: (digest: string) => Promise<Json>;
  readonly close: () => Promise<void>;
}
