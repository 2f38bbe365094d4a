import type { History } from "./greet.ts";
import { isServerError } from "./isServerError.ts";
import type { Link } from "./Link.ts";
import { type Answer, Message, type Outcome, type Step } from "./Message.ts";
import { type Named, namedFor } from "./Named.ts";

/** What went wrong first, and which of the statements it was. */
interface Failed {
  readonly at: number;
  readonly cause: unknown;
}

/** How a transaction begins. */
export interface Beginning {
  readonly begin: Named;
  /** Whether to ask for the transaction's id, which makes the server give it one. */
  readonly identified: boolean;
}

/** What a transaction can be asked for after its connection is gone. */
export interface Identity {
  readonly xid: string;
  /** A moment of the server's clock just after it had given the id. */
  readonly at: string;
  /** How far the server had come when the connection was made. */
  readonly history: History;
}

const IDENTIFY = namedFor("SELECT pg_current_xact_id()::text AS xid, clock_timestamp()::text AS at");
const COMMIT = namedFor("COMMIT");
const ROLLBACK = namedFor("ROLLBACK");

/** How long a rollback may take before the connection is cut, which rolls back as well. */
const ROLLBACK_MILLIS = 5_000;

/** How many statements may be collected before they are sent. */
const MOST_COLLECTED = 200;

/**
 * The statements of one transaction in the order in which they are put. They are collected until somebody waits for one,
 * and then sent in one piece; `BEGIN` is the first of them, so a transaction in which nothing is asked is none to the
 * server.
 *
 * A failure keeps the server from doing anything more than rolling back, to a savepoint or altogether; whatever comes
 * after it fails because of it. So the first failure is the one that counts, also for those who asked later.
 */
export class Pipeline {
  readonly #link: Link;
  readonly #beginning: Beginning;
  #collected: Array<Step> = [];
  #put = 0;
  #sent = 0;
  #unanswered = 0;
  #heard = false;
  #met = false;
  #ended = false;
  #inDoubt = false;
  #failed: Failed | undefined;
  #identity: Identity | undefined;
  #quiet: Array<() => void> = [];

  constructor(link: Link, beginning: Beginning) {
    this.#link = link;
    this.#beginning = beginning;
  }

  /** The first failure that no rollback to a savepoint has undone. */
  get failed(): Failed | undefined {
    return this.#failed;
  }

  /** What the transaction can be asked for by, when that was wanted and has been told. */
  get identity(): Identity | undefined {
    return this.#identity;
  }

  /** Whether anything was put into it: what a reading transaction sees is chosen with the first statement. */
  get begun(): boolean {
    return this.#put > 0;
  }

  /** How many of the statements were sent and have not been answered. */
  get unanswered(): number {
    return this.#unanswered;
  }

  /** Whether the server has done anything of it. */
  get heard(): boolean {
    return this.#heard;
  }

  /** Whether it got into the way of another transaction and was the one to give way, also where that was undone. */
  get met(): boolean {
    return this.#met;
  }

  /** Whether a commit was sent and the connection lost before the answer. */
  get inDoubt(): boolean {
    return this.#inDoubt;
  }

  /** Puts a statement behind the others, to be sent with the next that is waited for, and answers its number. */
  put(statement: Named, values: Step["values"] = [], answered: Step["answered"] = ignored): number {
    if (this.#put === 0) this.#begin();
    this.#collected.push({ statement, values, answered });
    if (this.#collected.length >= MOST_COLLECTED) this.send();
    return ++this.#put;
  }

  /** Asks something before the transaction begins, or within it where it has begun. */
  preface(statement: Named): void {
    if (this.begun) this.put(statement);
    else this.#submit([{ statement, values: [], answered: ignored }], 0);
  }

  /** Sends what was collected. */
  send(): void {
    if (this.#collected.length === 0) return;
    const steps = this.#collected;
    this.#collected = [];
    const first = this.#sent + 1;
    this.#sent += steps.length;
    this.#submit(steps, first);
  }

  /** Sends what was collected, and calls when everything that was sent has been answered. */
  whenQuiet(call: () => void): void {
    this.send();
    if (this.#unanswered === 0) call();
    else this.#quiet.push(call);
  }

  /** A rollback to the savepoint with that number has undone everything after it. */
  undone(savepoint: number): void {
    const { lost } = this.#link;
    if (lost === undefined && this.#failed !== undefined && this.#failed.at > savepoint)
      this.#failed = undefined;
  }

  /**
   * Commits, or rejects with the first failure; then nothing was committed unless it is in doubt. A commit is sent only
   * when the transaction can be asked for later.
   */
  async commit(): Promise<void> {
    if (this.#ended || !this.begun) return;
    if (this.#beginning.identified && this.#identity === undefined) {
      await new Promise<void>((resolve) => this.whenQuiet(resolve));
    }
    // What the server said when it ended a transaction in which nothing went on.
    if (this.#link.lost !== undefined) this.#fail(this.#put + 1, this.#link.lost);
    if (this.#failed !== undefined) throw this.#failed.cause;
    this.#inDoubt = true;
    const answer = await this.#ask(COMMIT);
    this.#inDoubt = answer === undefined && this.#link.lost !== undefined;
    this.#ended = answer !== undefined;
    if (answer === undefined) throw this.failed?.cause;
    // It is asked to commit what has failed only after an error that was not noticed, which cannot be.
    if (answer.tag !== "COMMIT") throw new Error(`a COMMIT was answered with ${answer.tag}`);
  }

  /** Rolls back. A transaction that only read does not wait for the answer: whoever is next sends behind it. */
  async rollback(): Promise<void> {
    this.#collected = [];
    if (this.#ended || this.#sent === 0 || this.#link.lost !== undefined) return;
    this.#ended = true;
    const answer = this.#ask(ROLLBACK);
    if (this.#beginning.identified) await this.#link.within(ROLLBACK_MILLIS, answer);
  }

  #begin(): void {
    const { begin, identified } = this.#beginning;
    this.#collected.push({ statement: begin, values: [], answered: ignored });
    this.#put = 1;
    if (!identified) return;
    this.#collected.push({
      statement: IDENTIFY,
      values: [],
      answered: (answer) => {
        this.#identity = identityOf(answer, this.#link.history);
      },
    });
    this.#put = 2;
  }

  #ask(statement: Named): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      this.put(statement, [], resolve);
      this.send();
    });
  }

  #submit(steps: ReadonlyArray<Step>, first: number): void {
    this.#unanswered += steps.length;
    const message = new Message(steps, this.#link.prepared, {
      heard: () => this.#link.heard(),
      settled: (outcome) => this.#note(outcome, steps.length, first),
    });
    this.#link.send(message);
  }

  #fail(at: number, cause: unknown): void {
    this.#met ||= isMeeting(cause);
    this.#failed ??= { at, cause };
  }

  #note({ cause, done }: Outcome, steps: number, first: number): void {
    this.#link.answered();
    this.#unanswered -= steps;
    this.#heard ||= done > 0;
    if (done < steps) {
      this.#link.note(cause, this.#failed !== undefined);
      this.#fail(first + done, this.#link.lost ?? cause);
    }
    if (this.#unanswered > 0) return;
    const calls = this.#quiet;
    this.#quiet = [];
    // After those who wait for this very answer.
    queueMicrotask(() => {
      for (const call of calls) call();
    });
  }
}

const ignored = (): void => {};

/** Serialization failures and deadlocks: the server has picked one of several to begin again. */
const isMeeting = (cause: unknown): boolean =>
  isServerError(cause) && (cause.code === "40001" || cause.code === "40P01");

const identityOf = (answer: Answer | undefined, history: History | undefined): Identity | undefined => {
  const { at, xid } = answer?.rows[0] ?? {};
  return history !== undefined && typeof xid === "string" && typeof at === "string"
    ? { xid, at, history }
    : undefined;
};
