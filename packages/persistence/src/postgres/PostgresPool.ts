import type { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Scope } from "effect/Scope";
import { type ClientConfig, Pool, type PoolClient } from "pg";
import { waitForLock } from "../waitForLock.ts";
import { Admission } from "./Admission.ts";
import { cannotConnect, noRoom } from "./cannotConnect.ts";
import { greet } from "./greet.ts";
import { Link } from "./Link.ts";
import { TidyClient } from "./TidyClient.ts";

/** How many connections there may be, and for how long one is kept without work; milliseconds, 0 for ever. */
export interface PoolLimits {
  readonly poolSize: number;
  readonly poolIdleMillis: number;
  /** How long an answer may take before its connection is cut; 0 for any time. */
  readonly answerMillis: number;
}

/** How long closing waits for a server that does not answer, in milliseconds. */
const GOODBYE_MILLIS = 2_000;

/** How long a new connection may say nothing, where nobody has said how long connecting may take. */
const GREETING_MILLIS = 5_000;

/** The connections to one server. */
export class PostgresPool {
  readonly #config: ClientConfig;
  readonly #answerMillis: number;
  readonly #admission: Admission;
  readonly #pool: Pool;
  readonly #linkOf = new WeakMap<PoolClient, Link>();
  readonly #links = new Set<Link>();
  #closed: () => void = () => {};

  constructor(config: ClientConfig, { answerMillis, poolIdleMillis, poolSize }: PoolLimits) {
    this.#answerMillis = answerMillis;
    this.#config = config;
    this.#admission = new Admission(poolSize);
    this.#pool = new Pool({
      ...config,
      Client: TidyClient,
      max: poolSize,
      idleTimeoutMillis: poolIdleMillis,
      verify: (client, done) => {
        const withinMillis = config.connectionTimeoutMillis ?? GREETING_MILLIS;
        greet(client, withinMillis, (cause, history) => {
          const link = this.#linkOf.get(client);
          if (link !== undefined) link.history = history;
          done(cause);
        });
      },
    });
    this.#pool.on("connect", (client) => this.#keep(client));
    this.#pool.on("remove", (client) => this.#forget(client));
    // The pool has thrown the connection away by itself: a server that stops says so to those who are idle.
    this.#pool.on("error", () => {});
  }

  /**
   * A connection for a unit of work, which gives it back. Waits for a place in the pool, and then fails `Busy`, and for
   * one on the server, and then fails `Unavailable`, at most `waitMillis` each; the waiting may be interrupted.
   */
  take(waitMillis: number): Effect.Effect<Link, StorageError> {
    const connect = Effect.mapError(waitForLock(Effect.interruptible(this.connect), waitMillis), (error) =>
      error.reason._tag === "Busy" ? noRoom(error, this.#config) : error,
    );
    return Effect.andThen(
      this.#admission.enter(waitMillis),
      Effect.onError(connect, () => this.#leave),
    );
  }

  /** Keeps the connection for others, or closes it when it is lost or spent. */
  giveBack(link: Link): void {
    this.release(link);
    this.#admission.leave();
  }

  /** A connection that has done its last work, or a new one, whoever else may be waiting. */
  get connect(): Effect.Effect<Link, StorageError> {
    return Effect.flatMap(this.#next, (link) => {
      if (!link.spent) return Effect.succeed(link);
      this.release(link);
      return this.connect;
    });
  }

  /** Gives back what `connect` has answered. */
  release(link: Link): void {
    link.pipeline = undefined;
    link.pooled = true;
    link.client.release(link.spent || link.lost !== undefined);
  }

  /** Whatever is in the pool now is closed rather than used again: one of them has turned out to be dead. */
  distrust(): void {
    for (const link of this.#links) if (link.pooled) link.spent = true;
  }

  /** Closes all connections, those that are in use when they are given back; comes back when they are closed. */
  readonly close: Effect.Effect<void> = Effect.promise(async () => {
    await this.#pool.end();
    if (this.#links.size === 0) return;
    await new Promise<void>((resolve) => {
      const cut = setTimeout(() => {
        for (const link of this.#links) link.cut();
      }, GOODBYE_MILLIS);
      this.#closed = () => {
        clearTimeout(cut);
        resolve();
      };
    });
  });

  readonly #leave = Effect.sync(() => this.#admission.leave());

  get #next(): Effect.Effect<Link, StorageError> {
    return Effect.callback((resume) => {
      let wanted = true;
      this.#pool.connect((cause, client) => {
        const link = client && this.#linkOf.get(client);
        if (link === undefined) resume(cannotConnect(cause, this.#config));
        else if (wanted) resume(Effect.succeed(link));
        else this.release(link);
      });
      return Effect.sync(() => {
        wanted = false;
      });
    });
  }

  #keep(client: PoolClient): void {
    const link = new Link(client, this.#answerMillis);
    this.#linkOf.set(client, link);
    this.#links.add(link);
  }

  #forget(client: PoolClient): void {
    const link = this.#linkOf.get(client);
    if (link === undefined) return;
    this.#links.delete(link);
    if (this.#links.size === 0) this.#closed();
    void link.forget();
  }
}

/** The connections to a server, closed with the scope. */
export const openPool = (
  config: ClientConfig,
  limits: PoolLimits,
): Effect.Effect<PostgresPool, never, Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => new PostgresPool(config, limits)),
    (pool) => pool.close,
  );
