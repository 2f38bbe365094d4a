import { PostgreSqlDriver } from "@mikro-orm/postgresql";
import { MikroORM, type SqlEntityManager } from "@mikro-orm/sql";
import type { PoolClient } from "pg";
import type { Backend } from "./cancelRequest.ts";
import type { History } from "./greet.ts";
import { isFatal } from "./isFatal.ts";
import { isServerError } from "./isServerError.ts";
import type { Message, Prepared } from "./Message.ts";
import type { Pipeline } from "./Pipeline.ts";
import { postgresDialect } from "./postgresDialect.ts";
import { Watch } from "./Watch.ts";

/** A prepared statement is not what it was: the table was changed, or somebody has thrown all of them away. */
const STALE: ReadonlySet<string> = new Set(["0A000", "26000"]);

let links = 0;

/** One connection of a pool, for as long as it lives, with the entity manager that begins and ends transactions on it. */
export class Link {
  readonly client: PoolClient;
  /** How far its server had come when it was made. */
  history: History | undefined;
  readonly em: SqlEntityManager;
  readonly prepared: Prepared = new Map();
  readonly #orm: MikroORM;
  /** The messages of the transaction that is going on. */
  pipeline: Pipeline | undefined;
  /** Whether it has waited in the pool, where it may have died without anybody noticing. */
  pooled = false;
  /** Whether it is to be closed rather than used again. */
  spent = false;
  readonly #watch: Watch;
  #lost: unknown;

  /** @param answerMillis how long an answer may take before the connection is cut, in milliseconds; 0 for any time */
  constructor(client: PoolClient, answerMillis: number) {
    this.client = client;
    this.#watch = new Watch(answerMillis, () => this.cut());
    this.#orm = ormOf(this);
    this.em = this.#orm.em.fork();
    client.on("error", (cause) => this.note(cause));
  }

  /** What the connection was lost by; undefined as long as it is there. */
  get lost(): unknown {
    return this.#lost;
  }

  /**
   * Looks whether a failure means that the connection is gone, or that it is better not used again.
   *
   * @param follows whether it is only the consequence of another failure
   */
  note(cause: unknown, follows = false): void {
    if (isFatal(cause)) this.#lost ??= cause;
    if (!isServerError(cause)) return;
    if (!follows && STALE.has(cause.code)) this.spent = true;
    // Whole rows are in there, and they are no business of whoever prints an error.
    delete cause.detail;
    delete cause.where;
  }

  /** Sends a message behind those that have not been answered yet. */
  send(message: Message): void {
    this.#watch.begin();
    this.client.query(message);
  }

  /** The server has said something that belongs to an answer. */
  heard(): void {
    this.#watch.heard();
  }

  /** A message was answered, or never will be. */
  answered(): void {
    this.#watch.end();
  }

  /** Cuts the connection; whoever waits for an answer gets an error instead. */
  cut(): void {
    this.client.connection.stream.destroy();
  }

  /** Waits for an answer, but no longer than that; then the connection is cut, and the answer is an error. */
  async within<A>(millis: number, answer: Promise<A>): Promise<A> {
    const cut = setTimeout(() => this.cut(), millis);
    try {
      return await answer;
    } finally {
      clearTimeout(cut);
    }
  }

  /** What the server wants to hear of whoever cancels; undefined where the driver does not say. */
  get backend(): Backend | undefined {
    const processId: unknown = Reflect.get(this.client, "processID");
    const secretKey: unknown = Reflect.get(this.client, "secretKey");
    return typeof processId === "number" && typeof secretKey === "number"
      ? { processId, secretKey }
      : undefined;
  }

  /** Forgets the entity manager of a connection that is closed. */
  async forget(): Promise<void> {
    await this.#orm.close();
  }
}

/** Told of no entities, as on SQLite; one for each connection, because a transaction is one connection's. */
const ormOf = (link: Link): MikroORM =>
  new MikroORM({
    driver: PostgreSqlDriver,
    driverOptions: postgresDialect(link),
    dbName: "ledger",
    entities: [],
    discovery: { warnWhenNoEntities: false },
    metadataCache: { enabled: false },
    ensureDatabase: false,
    debug: false,
    contextName: `planwright-postgres-${++links}`,
  });
