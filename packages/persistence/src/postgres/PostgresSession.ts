import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Session } from "../Session.ts";
import type { Args, Statement } from "../Statement.ts";
import { failure } from "./failure.ts";
import type { Answer } from "./Message.ts";
import { namedFor } from "./Named.ts";
import type { Pipeline } from "./Pipeline.ts";
import type { Compiled, PostgresStatements } from "./PostgresStatements.ts";
import { postgresEngine } from "./postgresEngine.ts";

const SAVEPOINT = namedFor("SAVEPOINT pw_atomic");
const RELEASE = namedFor("RELEASE pw_atomic");
const ROLL_BACK = namedFor("ROLLBACK TO pw_atomic");

const ENDED = "A store was used after its unit of work had ended.";
const NOT_WRITING = "A store was written to outside of a writing unit of work.";
const TOO_LATE = "The whole log is read before anything else in its unit of work.";

/** How many statements may be on their way before somebody waits for them. */
const MOST_UNANSWERED = 1_000;

/** What a session works with. */
export interface Wiring {
  readonly pipeline: Pipeline;
  readonly statements: PostgresStatements;
  /** How messages name the ledger. */
  readonly ledger: string;
  /** Makes the server give up what it is asked; comes back when that is answered. */
  readonly stop: Effect.Effect<void>;
}

/** The statements of one transaction, sent one behind another on a connection that is nobody else's meanwhile. */
export class PostgresSession implements Session {
  readonly engine = postgresEngine;
  readonly ledger: string;
  readonly #wiring: Wiring;
  readonly #pipeline: Pipeline;
  readonly #writes: boolean;
  readonly #prefaced = new Set<unknown>();
  #ended = false;

  constructor(wiring: Wiring, mode: "read" | "write") {
    this.#wiring = wiring;
    this.#pipeline = wiring.pipeline;
    this.#writes = mode === "write";
    this.ledger = wiring.ledger;
  }

  /** From now on every use is a defect. */
  end(): void {
    this.#ended = true;
  }

  all<A extends Args, Row>(statement: Statement<A, Row>, args: A) {
    // The columns of a statement are those that its type was made from.
    return this.#ask(false, statement, args, (answer) => (answer?.rows ?? []) as ReadonlyArray<Row>);
  }

  get<A extends Args, Row>(statement: Statement<A, Row>, args: A) {
    return this.#ask(false, statement, args, (answer) => answer?.rows[0] as Row | undefined);
  }

  run<A extends Args>(statement: Statement<A, unknown>, args: A) {
    return this.#ask(true, statement, args, (answer) => Number(/\d+$/.exec(answer?.tag ?? "")?.[0] ?? 0));
  }

  runUnordered<A extends Args>(statement: Statement<A, unknown>, args: A) {
    return this.run(statement, args);
  }

  each<A extends Args>(statement: Statement<A, unknown>, args: Iterable<A>) {
    return Effect.andThen(this.append(statement, args), this.settled);
  }

  append<A extends Args>(
    statement: Statement<A, unknown>,
    args: Iterable<A>,
  ): Effect.Effect<void, StorageError> {
    return Effect.suspend(() => {
      const remaining = args[Symbol.iterator]();
      const some = (): Effect.Effect<void, StorageError> => {
        const refusal = this.#refusal(true);
        if (refusal !== undefined) return refusal;
        const compiled = this.#wiring.statements.of(statement);
        while (this.#pipeline.unanswered < MOST_UNANSWERED) {
          const next = remaining.next();
          if (next.done === true) return Effect.void;
          this.#pipeline.put(compiled.statement, compiled.bind(next.value));
        }
        return Effect.andThen(this.settled, Effect.suspend(some));
      };
      return some();
    });
  }

  atomic<Answered, E, R>(
    writes: Effect.Effect<Answered, E, R>,
  ): Effect.Effect<Answered, E | StorageError, R> {
    return Effect.suspend(() => {
      const refusal = this.#refusal(true);
      if (refusal !== undefined) return refusal;
      const savepoint = this.#pipeline.put(SAVEPOINT);
      return Effect.onExit(writes, (exit): Effect.Effect<void, StorageError> => {
        if (exit._tag === "Failure") return this.#undo(savepoint);
        const { failed } = this.#pipeline;
        if (failed !== undefined)
          return Effect.andThen(this.#undo(savepoint), this.#failure(failed.cause, 0));
        this.#pipeline.put(RELEASE);
        return Effect.void;
      });
    });
  }

  /** Waits until everything is answered, and fails with what any of the statements has failed with. */
  get settled(): Effect.Effect<void, StorageError> {
    return this.#answer(
      (answered) => this.#pipeline.whenQuiet(() => answered(undefined)),
      () => undefined,
    );
  }

  /** Goes back to a savepoint, and waits until nothing that came after it can fail any more. */
  #undo(savepoint: number): Effect.Effect<void> {
    return Effect.callback((resume) => {
      // What was sent before may fail, and then the server does nothing more of the message that it is in.
      this.#pipeline.whenQuiet(() => {
        let undone = false;
        this.#pipeline.put(ROLL_BACK, [], (answer) => {
          undone = answer !== undefined;
        });
        this.#pipeline.put(RELEASE);
        this.#pipeline.whenQuiet(() => {
          if (undone) this.#pipeline.undone(savepoint);
          resume(Effect.void);
        });
      });
    });
  }

  #ask<A extends Args, Result>(
    writes: boolean,
    statement: Statement<A, unknown>,
    args: A,
    read: (answer: Answer | undefined) => Result,
  ): Effect.Effect<Result, StorageError> {
    return Effect.suspend(() => {
      const refusal = this.#refusal(writes);
      if (refusal !== undefined) return refusal;
      const compiled = this.#wiring.statements.of(statement);
      if (!this.#prefacePut(compiled)) return Effect.die(new Error(TOO_LATE));
      return this.#answer((answered) => {
        this.#pipeline.put(compiled.statement, compiled.bind(args), answered);
        this.#pipeline.send();
      }, read);
    });
  }

  /** False when it is too late for it. A reading unit, which sees one state, needs it once. */
  #prefacePut({ preface }: Compiled): boolean {
    if (preface === undefined || (!this.#writes && this.#prefaced.has(preface))) return true;
    if (!this.#writes && this.#pipeline.begun) return false;
    this.#prefaced.add(preface);
    this.#pipeline.preface(preface);
    return true;
  }

  /** Waits for what the server says, and makes it stop when nobody wants to hear it any more. */
  #answer<Result>(
    ask: (answered: (answer: Answer | undefined) => void) => void,
    read: (answer: Answer | undefined) => Result,
  ): Effect.Effect<Result, StorageError> {
    return Effect.callback((resume) => {
      const asked = performance.now();
      ask((answer) => {
        const { failed } = this.#pipeline;
        const waited = Math.round(performance.now() - asked);
        resume(failed === undefined ? Effect.succeed(read(answer)) : this.#failure(failed.cause, waited));
      });
      return this.#wiring.stop;
    });
  }

  #refusal(writes: boolean): Effect.Effect<never, StorageError> | undefined {
    if (this.#ended) return Effect.die(new Error(ENDED));
    if (writes && !this.#writes) return Effect.die(new Error(NOT_WRITING));
    const { failed } = this.#pipeline;
    return failed && this.#failure(failed.cause, 0);
  }

  /** Whoever may not even read has no ledger that is read-only. */
  #failure(cause: unknown, waitedMillis: number): Effect.Effect<never, StorageError> {
    const told = failure(cause, waitedMillis);
    return this.#writes ? told : Effect.mapError(told, asReader);
  }
}

const asReader = (error: StorageError): StorageError =>
  error.reason._tag === "ReadOnly" && error.cause instanceof Error
    ? new StorageError({ reason: { _tag: "Unavailable", what: error.cause.message }, cause: error.cause })
    : error;
