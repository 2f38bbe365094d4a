import type { Connection, Submittable } from "pg";
import { type Columns, columnsOf, type Described, rowOf } from "./Columns.ts";
import type { Named } from "./Named.ts";

/** What a statement came to. */
export interface Answer {
  readonly rows: ReadonlyArray<{ readonly [column: string]: string | number | null }>;
  /** `INSERT 0 3`, `COMMIT` and the like. */
  readonly tag: string;
}

/** A statement that is sent, with the values of its places. */
export interface Step {
  readonly statement: Named;
  readonly values: ReadonlyArray<string | null>;
  /** Called once: with the answer, or with nothing when this or another statement before it has failed. */
  readonly answered: (answer: Answer | undefined) => void;
}

/** What a message came to: how many of its statements were done, and what the next one failed with. */
export interface Outcome {
  readonly done: number;
  readonly cause?: unknown;
}

/** What a connection knows of a statement that it has prepared. */
export interface Preparation {
  /** It may have failed, and is done anew. */
  doubtful: boolean;
  /**
   * What its rows consist of, once the server has said so: of this connection and no other, since tables of one name may
   * have their columns in another order elsewhere.
   */
  columns: Columns | undefined;
}

/** The statements that a connection has prepared, by their names. */
export type Prepared = Map<string, Preparation>;

/** What is told of a message. */
export interface Listener {
  /** The server has done another of its statements. */
  readonly heard: () => void;
  /** It is over. */
  readonly settled: (outcome: Outcome) => void;
}

/** Every message of the driver's is followed by others. */
const MORE = true;

/**
 * Statements that are sent in one piece and answered in one piece. The first failure ends it: the server does nothing
 * more of it. It is the driver's queue that it waits in, so it may be sent while others are still unanswered.
 */
export class Message implements Submittable {
  readonly #steps: ReadonlyArray<Step>;
  readonly #prepared: Prepared;
  readonly #listener: Listener;
  readonly #answers: Array<Answer> = [];
  /** The statements that this message prepares, with their places in it. */
  readonly #fresh: Array<readonly [at: number, statement: Named]> = [];
  #rows: Array<Answer["rows"][number]> = [];
  #broken: Outcome | undefined;

  constructor(steps: ReadonlyArray<Step>, prepared: Prepared, listener: Listener) {
    this.#steps = steps;
    this.#prepared = prepared;
    this.#listener = listener;
  }

  /** Called by the driver to send it. */
  submit(connection: Connection): void {
    connection.stream.cork();
    for (const [at, step] of this.#steps.entries()) this.#write(connection, at, step);
    connection.sync();
    connection.stream.uncork();
  }

  /** Called by the driver, as all that follows, with what the server says. */
  handleRowDescription({ fields }: { readonly fields: ReadonlyArray<Described> }): void {
    const preparation = this.#current;
    if (preparation !== undefined) preparation.columns = columnsOf(fields);
  }

  handleDataRow({ fields }: { readonly fields: ReadonlyArray<string | null> }): void {
    try {
      if (this.#broken === undefined) this.#rows.push(rowOf(this.#current?.columns ?? [], fields));
    } catch (cause) {
      this.#broken = { done: this.#answers.length, cause };
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const preparation = this.#current;
    if (preparation !== undefined) preparation.columns ??= [];
    this.#answers.push({ rows: this.#rows, tag: text });
    this.#rows = [];
    this.#listener.heard();
  }

  handleReadyForQuery(): void {
    this.#settle(this.#broken ?? { done: this.#steps.length });
  }

  handleError(cause: unknown): void {
    const done = this.#answers.length;
    for (const [at, { name }] of this.#fresh) {
      if (at >= done) this.#prepared.set(name, { doubtful: true, columns: undefined });
    }
    this.#settle(this.#broken ?? { done, cause });
  }

  get #current(): Preparation | undefined {
    return this.#prepared.get(this.#steps[this.#answers.length]?.statement.name ?? "");
  }

  #write(connection: Connection, at: number, { statement, values }: Step): void {
    const { name, text } = statement;
    let known = this.#prepared.get(name);
    if (known === undefined || known.doubtful) {
      if (known?.doubtful) connection.close({ type: "S", name }, MORE);
      connection.parse({ name, text, types: [] }, MORE);
      known = { doubtful: false, columns: undefined };
      this.#prepared.set(name, known);
      this.#fresh.push([at, statement]);
    }
    connection.bind({ statement: name, values: [...values] }, MORE);
    if (known.columns === undefined) connection.describe({ type: "P" }, MORE);
    connection.execute(null, MORE);
  }

  #settle(outcome: Outcome): void {
    this.#listener.settled(outcome);
    for (const [at, { answered }] of this.#steps.entries()) {
      answered(at < outcome.done ? this.#answers[at] : undefined);
    }
  }
}
