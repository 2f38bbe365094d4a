import type { PersistenceOptions } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import { audit } from "./audit.ts";
import { type Calls, callsOf, createAction, type How } from "./Calls.ts";
import { type Ask, contentsOf } from "./Contents.ts";
import { Journal } from "./Journal.ts";
import { openLedger, type Then } from "./OpenLedger.ts";
import { isInDoubt, type Outcome } from "./Outcome.ts";

/** A database with an empty ledger in it. */
export interface Place {
  readonly url: string;
  readonly ask: Ask;
  readonly remove: () => Promise<void>;
}

/** An open ledger that things happen to, with the journal of all that was answered. */
export class Stage {
  readonly url: string;
  readonly ask: Ask;
  readonly journal: Journal;
  readonly #calls: Calls;
  readonly #remove: () => Promise<void>;

  private constructor({ ask, remove, url }: Place, calls: Calls, journal: Journal) {
    this.url = url;
    this.ask = ask;
    this.journal = journal;
    this.#calls = calls;
    this.#remove = remove;
  }

  /**
   * Opens the ledger of a place, and makes an action and two plans in it, so that there is something to lose.
   *
   * @param url another way to the same ledger
   */
  static async open(place: Place, options?: PersistenceOptions, url = place.url): Promise<Stage> {
    const ledger = await openLedger(url, options);
    await Effect.runPromise(createAction(ledger));
    return Stage.around(place, callsOf(ledger));
  }

  /** The same with a ledger that is open already and has the action, and no plans yet. */
  static of(place: Place, calls: Calls): Stage {
    return new Stage(place, calls, new Journal());
  }

  /** The same with a ledger that is open already and has the action. */
  static async around(place: Place, calls: Calls): Promise<Stage> {
    const stage = Stage.of(place, calls);
    for (const { told } of [await stage.use(), await stage.use()]) if (told !== null) throw told;
    return stage;
  }

  /** Makes a plan. */
  use(): Promise<Outcome> {
    return this.useNamed(this.journal.nextName());
  }

  /** Makes a plan, and does something more when all is written, before it commits. */
  useThen(then: Then): Promise<Outcome> {
    return this.useNamed(this.journal.nextName(), { before: then });
  }

  /** Makes a plan of a name, or asks for it again after a failure, under the same key; the last answer counts. */
  async useNamed(name: string, how?: How): Promise<Outcome> {
    const outcome = await this.#calls.use(name, how);
    const { acknowledged, inDoubt, refused } = this.journal;
    for (const told of [inDoubt, refused]) told.delete(name);
    if (outcome.told === null) acknowledged.add(name);
    else (isInDoubt(outcome) ? inDoubt : refused).add(name);
    return outcome;
  }

  /** Reads a page of plans. */
  look(): Promise<Outcome> {
    return this.#calls.look();
  }

  /** Holds what is stored against what was answered. */
  async audit(): Promise<void> {
    audit(await contentsOf(this.ask), this.journal);
  }

  /** The same open ledger and journal, when what is stored is somewhere else now; its first place is removed as well. */
  movedTo(place: Place): Stage {
    const remove = async (): Promise<void> => {
      await place.remove();
      await this.#remove();
    };
    return new Stage({ ...place, remove }, this.#calls, this.journal);
  }

  /** Closes the ledger and removes its place. */
  async close(): Promise<void> {
    await this.#calls.close();
    await this.#remove();
  }
}
