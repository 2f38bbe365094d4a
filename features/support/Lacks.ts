/** What a combination of driver and store may lack; each word is also the tag of the scenarios that need it. */
export const ABILITIES = [
  /** Time passes when the scenario says so. */
  "clock",
  /** Another process can open the same ledger. */
  "second-process",
  /** Stored texts can be damaged beside the ledger. */
  "raw",
  /** A command can be made conditional on the plan's version. */
  "conditions",
  /** What is typed can be something that does not exist: a phase, an operation, a kind of actor. */
  "typing",
  /** The text of frozen rules can be asked for by digest. */
  "snapshots",
] as const;
export type Ability = (typeof ABILITIES)[number];

/** The combination cannot do what a step asks for; which may lack what is written down in unsupported.ts. */
export class Lacks extends Error {
  readonly ability: Ability;

  constructor(ability: Ability) {
    super(`this combination lacks ${ability}; if that is as it should be, support/unsupported.ts says so`);
    this.name = "Lacks";
    this.ability = ability;
  }
}
