import type { Command } from "./drivers/Command.ts";

/** How a sentence about a deed is carried out. */
export interface Deed {
  readonly command: Command;
  /** The input that the quoted subject of the sentence is; undefined for a deed without a subject. */
  readonly subject: string | undefined;
  /** What the deed says besides. */
  readonly input?: { readonly [key: string]: boolean };
  /** The subject is a plan, which the scenario may have given a name. */
  readonly ofPlan: boolean;
}

const plan = (command: Command): Deed => ({ command, subject: "id", ofPlan: true });
const named = (command: Command): Deed => ({ command, subject: "name", ofPlan: false });
const whole = (command: Command, input?: { readonly [key: string]: boolean }): Deed => ({
  command,
  subject: undefined,
  ofPlan: false,
  ...(input === undefined ? {} : { input }),
});

/** The deeds by their first word as it is looked up and by the rest of the phrase. */
const DEEDS: ReadonlyArray<readonly [base: string, third: string, rest: string, deed: Deed]> = [
  ["advance", "advances", "", plan("plan advance")],
  ["check", "checks", "", plan("plan check")],
  ["complete", "completes", "", plan("plan complete")],
  ["fail", "fails", "", plan("plan fail")],
  ["constrain", "constrains", "", plan("plan constrain")],
  ["release", "releases", "", plan("plan release")],
  ["renew", "renews", " the lease of", plan("plan heartbeat")],
  ["retry", "retries", "", plan("plan retry")],
  ["revert", "reverts", "", plan("plan revert")],
  ["reclaim", "reclaims", "", plan("plan reclaim")],
  ["cancel", "cancels", "", plan("plan cancel")],
  ["delete", "deletes", "", plan("plan delete")],
  ["capture", "captures", "", plan("plan capture")],
  ["look", "looks", " at", plan("plan status")],
  ["look", "looks", " at the tree of", plan("plan tree")],
  ["look", "looks", " at the history of", plan("plan history")],
  ["look", "looks", " at the snapshot of", plan("plan snapshot")],
  ["ask", "asks", " to explain", plan("plan explain")],
  ["look", "looks", " at the action", named("action show")],
  ["archive", "archives", " the action", named("action archive")],
  ["look", "looks", " at the profile", named("automation-profile show")],
  ["remove", "removes", " the profile", named("automation-profile remove")],
  ["set", "sets", "", { command: "config set", subject: "key", ofPlan: false }],
  ["read", "reads", "", { command: "config get", subject: "key", ofPlan: false }],
  ["claim", "claims", " work", whole("plan claim")],
  ["reclaim", "reclaims", " lost work", whole("plan reclaim")],
  ["list", "lists", " plans", whole("plan list")],
  ["list", "lists", " actions", whole("action list")],
  ["list", "lists", " profiles", whole("automation-profile list")],
  ["list", "lists", " settings", whole("config list")],
  ["export", "exports", " everything", whole("plan export", { all: true })],
];

const BY_PHRASE = new Map(
  DEEDS.flatMap(([base, third, rest, deed]) => [
    [`${base}${rest}`, deed] as const,
    [`${third}${rest}`, deed] as const,
  ]),
);

/** The deed of a phrase such as `looks at the tree of`; throws for a phrase that is none. */
export const deedNamed = (phrase: string): Deed => {
  const deed = BY_PHRASE.get(phrase);
  if (deed === undefined) throw new Error(`nobody knows how to ${phrase}`);
  return deed;
};

/** A pattern for the phrases of deeds with or without a subject, longest first. */
export const phrases = (withSubject: boolean): string =>
  [...BY_PHRASE]
    .filter(([, deed]) => (deed.subject !== undefined) === withSubject)
    .map(([phrase]) => phrase)
    .sort((a, b) => b.length - a.length)
    .join("|");

/** The commands of the worker that holds a lease. */
export const needsToken = (command: Command): boolean =>
  ["plan heartbeat", "plan complete", "plan fail", "plan constrain", "plan release"].includes(command);
