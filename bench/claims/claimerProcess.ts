// A process of workers that claim when they are told to: `node claimerProcess.ts SIDE URL WORKERS`, spoken to over IPC.
import process from "node:process";
import { bareWorker } from "./bareClaim.ts";
import type { Order, Report } from "./Claimer.ts";
import { ourWorkers } from "./ourClaim.ts";
import type { Worker } from "./Worker.ts";

const [side, url = "", count = "1"] = process.argv.slice(2);

const open = (): Promise<ReadonlyArray<Worker>> => {
  if (side === "ours") return ourWorkers(url, Number(count));
  const columns = side === "bare" ? "*" : "plan_id, lease_fence";
  return Promise.all(Array.from({ length: Number(count) }, () => bareWorker(url, columns)));
};

const say = (report: Report): void => {
  process.send?.(report);
};

/** Everything that the workers claim in so many milliseconds; they stop early when there is nothing left. */
const claimFor = async (workers: ReadonlyArray<Worker>, millis: number): Promise<Report> => {
  const claims: Array<readonly [string, number]> = [];
  let emptied = false;
  const started = performance.now();
  const until = started + millis;
  await Promise.all(
    workers.map(async ({ claim }) => {
      while (performance.now() < until) {
        const claimed = await claim();
        if (claimed === null) {
          emptied = true;
          return;
        }
        claims.push(claimed);
      }
    }),
  );
  return { claims, millis: performance.now() - started, emptied };
};

const workers = await open();

const obey = async (order: Order): Promise<void> => {
  if (order !== "end") return say(await claimFor(workers, order.millis));
  await Promise.all(workers.map(({ close }) => close()));
  process.disconnect();
};

process.on("message", (order: Order) => void obey(order));
// Whoever started it is gone.
process.on("disconnect", () => process.exit());

say("ready");
