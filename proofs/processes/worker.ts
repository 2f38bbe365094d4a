// One process of a pool: does what it is told over IPC, one order at a time but for `stop`, and ends with its parent.
import process from "node:process";
import * as Effect from "effect/Effect";
import { answerOf } from "../history/answerOf.ts";
import { BROKEN } from "../history/brokenLedgers.ts";
import { actorOf, carryOut, type Hand } from "../history/carryOut.ts";
import { openDoors } from "../history/Doors.ts";
import { followLog } from "../history/followLog.ts";
import { recordHistory } from "../history/recordHistory.ts";
import { migrateOnce } from "./migrateOnce.ts";
import type { Numbered, Order, Reply, Results } from "./Order.ts";

let hand: Hand | undefined;
let stop = new AbortController();

const opened = (): Hand => {
  if (hand === undefined) throw new Error("no ledger is open in this process");
  return hand;
};

const close = async (): Promise<null> => {
  await hand?.doors.close();
  hand = undefined;
  return null;
};

const obey = async (order: Order): Promise<Results[keyof Results]> => {
  switch (order.order) {
    case "open": {
      await close();
      const doors = await openDoors(order.url, order.fault === null ? undefined : BROKEN[order.fault]());
      hand = { doors, actor: actorOf(order.process) };
      return null;
    }
    case "close":
      return close();
    case "record":
      return recordHistory(opened(), { ...order, base: BigInt(order.base) });
    case "follow":
      stop = new AbortController();
      return followLog(opened().doors, order.file, stop.signal);
    case "stop":
      stop.abort();
      return null;
    case "carry out": {
      const answers: Array<Results["carry out"][number]> = [];
      const at = BigInt(order.at);
      // The others wait for the same instant, which no message could tell them all at once.
      while (process.hrtime.bigint() < at);
      for (const command of order.commands)
        answers.push(answerOf(await Effect.runPromiseExit(carryOut(command, opened()))));
      return answers;
    }
    case "migrate":
      return migrateOnce(order.url);
  }
};

const reply = (message: Reply): void => {
  process.send?.(message);
};

process.on("message", ({ number, order }: Numbered) => {
  obey(order).then(
    (result) => reply({ number, result }),
    (thrown: unknown) =>
      reply({ number, thrown: thrown instanceof Error ? (thrown.stack ?? "") : String(thrown) }),
  );
});
process.on("disconnect", () => process.exit());
