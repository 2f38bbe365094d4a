import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Order, Report, Side } from "./Claimer.ts";

const PROGRAM = fileURLToPath(new URL("./claimerProcess.ts", import.meta.url));

/** How workers are spread over processes. */
export interface Crowd {
  readonly processes: number;
  /** Workers in each process. */
  readonly workers: number;
}

/** What all of them have claimed together. */
export interface Claimed {
  readonly claims: ReadonlyArray<readonly [planId: string, fence: number]>;
  /** Claims in a second. */
  readonly rate: number;
}

const answerOf = (child: ChildProcess): Promise<Report> =>
  new Promise((resolve, reject) => {
    const end = (code: number | null) => reject(new Error(`a claimer ended with ${code}`));
    child.once("exit", end);
    child.once("message", (report: Report) => {
      child.off("exit", end);
      resolve(report);
    });
  });

const ask = (child: ChildProcess, order: Order): Promise<Report> => {
  const answer = answerOf(child);
  child.send(order);
  return answer;
};

/** Workers of one side in processes of their own. */
export class Claimers {
  readonly #children: ReadonlyArray<ChildProcess>;

  private constructor(children: ReadonlyArray<ChildProcess>) {
    this.#children = children;
  }

  /** Starts them and waits until all are connected. */
  static async start(side: Side, url: string, { processes, workers }: Crowd): Promise<Claimers> {
    const children = Array.from({ length: processes }, () => fork(PROGRAM, [side, url, String(workers)]));
    await Promise.all(children.map(answerOf));
    return new Claimers(children);
  }

  /** Lets all of them claim at the same time. */
  async claimFor(millis: number): Promise<Claimed> {
    const reports = await Promise.all(this.#children.map((child) => ask(child, { millis })));
    const done = reports.filter((report) => report !== "ready");
    if (done.some(({ emptied }) => emptied)) throw new Error("the queue was too short for its workers");
    const rates = done.map((report) => (report.claims.length / report.millis) * 1_000);
    return {
      claims: done.flatMap(({ claims }) => claims),
      rate: rates.reduce((sum, rate) => sum + rate, 0),
    };
  }

  /** Ends them and waits for it. */
  async end(): Promise<void> {
    await Promise.all(
      this.#children.map(
        (child) =>
          new Promise<void>((resolve) => {
            child.once("exit", () => resolve());
            child.send("end");
          }),
      ),
    );
  }
}
