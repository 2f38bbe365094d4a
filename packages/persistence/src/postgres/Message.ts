import type { Connection, Submittable } from "pg";
import type { Described, Named } from "./Named.ts";

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

/** Which statements a connection has prepared; one whose preparation may have failed is prepared anew. */
export type Prepared = Map<string, "ready" | "doubtful">;

/** Every message of the driver's is followed by others. */
const MORE = true;

/**
 * Statements that are sent in one piece and answered in one piece. The first failure ends it: the server does nothing
 * more of it. It is the driver's queue that it waits in, so it may be sent while others are still unanswered.
 */
export class Message implements Submittable {
  readonly #steps: ReadonlyArray<Step>;
  readonly #prepared: Prepared;
  readonly #settled: (outcome: Outcome) => void;
  readonly #answers: Array<Answer> = [];
  /** The statements that this message prepares, with their places in it. */
  readonly #fresh: Array<readonly [at: number, statement: Named]> = [];
  #rows: Array<Answer["rows"][number]> = [];
  #broken: Outcome | undefined;

  constructor(steps: ReadonlyArray<Step>, prepared: Prepared, settled: (outcome: Outcome) => void) {
    this.#steps = steps;
    this.#prepared = prepared;
    this.#settled = settled;
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
    this.#current?.describe(fields);
  }

  handleDataRow({ fields }: { readonly fields: ReadonlyArray<string | null> }): void {
    try {
      if (this.#broken === undefined && this.#current) this.#rows.push(this.#current.rowOf(fields));
    } catch (cause) {
      this.#broken = { done: this.#answers.length, cause };
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    if (this.#current?.described === false) this.#current.describe([]);
    this.#answers.push({ rows: this.#rows, tag: text });
    this.#rows = [];
  }

  handleReadyForQuery(): void {
    this.#settle(this.#broken ?? { done: this.#steps.length });
  }

  handleError(cause: unknown): void {
    const done = this.#answers.length;
    for (const [at, statement] of this.#fresh) {
      if (at >= done) this.#prepared.set(statement.name, "doubtful");
    }
    this.#settle(this.#broken ?? { done, cause });
  }

  get #current(): Named | undefined {
    return this.#steps[this.#answers.length]?.statement;
  }

  #write(connection: Connection, at: number, { statement, values }: Step): void {
    const { name, text } = statement;
    const state = this.#prepared.get(name);
    if (state !== "ready") {
      if (state === "doubtful") connection.close({ type: "S", name }, MORE);
      connection.parse({ name, text, types: [] }, MORE);
      this.#prepared.set(name, "ready");
      this.#fresh.push([at, statement]);
    }
    connection.bind({ statement: name, values: [...values] }, MORE);
    if (!statement.described) connection.describe({ type: "P" }, MORE);
    connection.execute(null, MORE);
  }

  #settle(outcome: Outcome): void {
    this.#settled(outcome);
    for (const [at, { answered }] of this.#steps.entries()) {
      answered(at < outcome.done ? this.#answers[at] : undefined);
    }
  }
}
