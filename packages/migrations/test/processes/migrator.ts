// A process that migrates one file: `migrator.ts FILE [KILL_AT]` ends itself with SIGKILL at that event of its run, counted from 0.
import { writeSync } from "node:fs";
import * as Effect from "effect/Effect";
import { migrate } from "../../src/index.ts";

const [file = "", killAt = "-1"] = process.argv.slice(2);
let seen = 0;

const onProgress = () => {
  if (seen === Number(killAt)) process.kill(process.pid, "SIGKILL");
  seen += 1;
};

const print = (value: unknown) => writeSync(1, `${JSON.stringify(value)}\n`);

// Whoever started this process may go on: everything is loaded.
await Effect.runPromise(migrate({ engine: "sqlite", file: `${file}.rehearsal-${process.pid}` }));
print("ready");
process.stdin.once("data", () => {
  Effect.runPromise(migrate({ engine: "sqlite", file }, { onProgress, waitMillis: 60_000 })).then(
    (result) => {
      print({ ...result, events: seen });
      process.exit(0);
    },
    (error: unknown) => {
      print(String(error));
      process.exit(1);
    },
  );
});
