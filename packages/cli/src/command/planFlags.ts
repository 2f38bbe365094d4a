import { string as argument } from "@oclif/core/args";
import { string } from "@oclif/core/flags";

/** The argument that names one plan. */
export const planArgument = {
  id: argument({
    required: true,
    ignoreStdin: true,
    description: "The plan: its id, or the last 8 characters of it.",
  }),
} as const;

/** For commands that a gate may decide. */
export const confidenceFlag = {
  confidence: string({
    helpValue: "0..1",
    summary: "How sure the caller is; a gate with a threshold between 0 and 1 asks.",
  }),
} as const;

/** For the worker that holds a lease. */
export const leaseFlag = {
  "lease-token": string({ required: true, helpValue: "TOKEN", summary: "What `plan claim` gave." }),
} as const;

/** For commands that make a plan. */
export const makingFlags = {
  "automation-profile": string({ helpValue: "PROFILE", summary: "The rules that the plan runs under." }),
  arg: string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: "NAME=VALUE",
    summary: "A value for an argument of the action.",
  }),
  subplans: string({
    helpValue: "FILE",
    summary: "How its children run: a YAML or JSON file, - for standard input.",
  }),
  "idempotency-key": string({
    helpValue: "KEY",
    summary: "The same request under the same key makes one plan within 24 hours.",
  }),
} as const;
