// `node ledgerElsewhere.ts`: opens a ledger, makes plans in it and reads them, as it is told over IPC, and tells what
// came of it. Ends with its parent.
import process from "node:process";
import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { type Calls, callsOf, createAction } from "../Calls.ts";
import type { Ordered, Replied } from "../Elsewhere.ts";
import { openLedger } from "../OpenLedger.ts";
import { type Outcome, outcomeOfPromise } from "../Outcome.ts";

let calls: Calls | undefined;

const opened = (): Calls => {
  if (calls === undefined) throw new Error("no ledger is open in this process");
  return calls;
};

const obey = async ({ name = "", order, url = "" }: Ordered): Promise<Outcome> => {
  switch (order) {
    case "open":
      return outcomeOfPromise(async () => {
        await calls?.close();
        calls = callsOf(await openLedger(url));
      });
    case "create":
      return outcomeOfPromise(async () => {
        const ledger = await openLedger(url);
        await Effect.runPromise(createAction(ledger));
        await ledger.close();
      });
    case "use":
      return opened().use(name);
    case "look":
      return opened().look();
    case "close":
      return outcomeOfPromise(() => opened().close());
  }
};

const reply = (replied: Replied): void => {
  process.send?.(replied);
};

process.on("message", (ordered: Ordered) => {
  const { number } = ordered;
  obey(ordered)
    .then(({ millis, told }) => {
      if (told !== null && !(told instanceof StorageError)) throw told;
      reply({ number, millis, reason: told?.reason ?? null });
    })
    .catch((thrown: unknown) =>
      reply({ number, thrown: thrown instanceof Error ? (thrown.stack ?? "") : "" }),
    );
});
process.on("disconnect", () => process.exit());
