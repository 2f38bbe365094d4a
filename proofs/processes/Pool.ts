import { type ChildProcess, fork } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Order, Reply, Results } from "./Order.ts";

const PROGRAM = fileURLToPath(new URL("worker.ts", import.meta.url));
/** What the first process has compiled the others need not. */
const COMPILED = fileURLToPath(new URL("../node_modules/.cache/workers", import.meta.url));

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One worker process. Its orders are answered in whatever order they end. */
class Worker {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #number = 0;

  constructor() {
    const child = fork(PROGRAM, {
      execArgv: ["--conditions=@planwright/source", "--disable-warning=ExperimentalWarning"],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child.on("message", (reply: Reply) => {
      const waiting = this.#waiting.get(reply.number);
      this.#waiting.delete(reply.number);
      if ("thrown" in reply) waiting?.reject(new Error(reply.thrown));
      else waiting?.resolve(reply.result);
    });
    child.on("exit", (code, signal) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(`a worker process ended with ${code ?? signal} before it answered`));
      this.#waiting.clear();
    });
    this.#child = child;
  }

  ask(order: Order): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const number = this.#number++;
      this.#waiting.set(number, { resolve, reject });
      this.#child.send({ number, order }, (error) => {
        if (error !== null && this.#waiting.delete(number)) reject(error);
      });
    });
  }

  end(signal: NodeJS.Signals): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#child.once("exit", () => resolve());
      this.#child.kill(signal);
    });
  }
}

/**
 * Worker processes that stay alive from one round to the next, because starting them is most of the cost. Processes are
 * numbered from 0 on.
 */
export class Pool {
  readonly #workers: Array<Worker>;

  constructor(size: number) {
    this.#workers = Array.from({ length: size }, () => new Worker());
  }

  get size(): number {
    return this.#workers.length;
  }

  /** Tells one process what to do. Rejects when it throws, or ends before it has answered. */
  async ask<O extends Order>(at: number, order: O): Promise<Results[O["order"]]> {
    const worker = this.#workers[at];
    if (worker === undefined) throw new RangeError(`there is no process ${at}`);
    return (await worker.ask(order)) as Results[O["order"]];
  }

  /** Tells the first `count` processes what to do, all at once, and waits for all. */
  all<O extends Order>(
    orderOf: (at: number) => O,
    count = this.size,
  ): Promise<ReadonlyArray<Results[O["order"]]>> {
    return Promise.all(Array.from({ length: count }, (_, at) => this.ask(at, orderOf(at))));
  }

  /** Ends a process without warning and starts another one in its place. */
  async replace(at: number): Promise<void> {
    await this.#workers[at]?.end("SIGKILL");
    this.#workers[at] = new Worker();
  }

  /** Ends all processes. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.end("SIGTERM")));
  }
}
