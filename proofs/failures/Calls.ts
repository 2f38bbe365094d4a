import { ACTION, ACTOR, type OpenLedger, type Then } from "./OpenLedger.ts";
import { type Outcome, outcomeOf } from "./Outcome.ts";

/** How a plan is made, where that differs from the usual. */
export interface How {
  /** Does something more when all is written, before the unit of work commits. */
  readonly before?: Then | undefined;
  /** The name is the idempotency key too, so that it may be asked for again. */
  readonly keyed?: boolean | undefined;
}

/** What proofs ask of an open ledger, in this process or in another one. */
export interface Calls {
  /** Makes a plan of a name as `plan use` does. */
  readonly use: (name: string, how?: How) => Promise<Outcome>;
  /** Reads a page of plans. */
  readonly look: () => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

/** Makes the action of these proofs. */
export const createAction = ({ actions }: OpenLedger) => actions.create({ actor: ACTOR, file: ACTION });

/** The calls of a ledger that is open in this process. */
export const callsOf = (ledger: OpenLedger): Calls => ({
  use: (name, { before, keyed = false } = {}) => {
    const plans = before === undefined ? ledger.plans : ledger.plansThat(before);
    const projects = [{ name: "acme/api", alias: null, readOnly: false }];
    return outcomeOf(
      plans.use({
        actor: ACTOR,
        action: ACTION.name,
        projects,
        name,
        idempotencyKey: keyed ? name : undefined,
      }),
    );
  },
  look: () => outcomeOf(ledger.plans.list({ limit: 500 })),
  close: ledger.close,
});
