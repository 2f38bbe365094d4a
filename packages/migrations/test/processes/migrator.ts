// A process that migrates one database: `migrator.ts LOCATION REHEARSAL [KILL_AT]`, both as JSON. It first plans the rehearsal, migrates it
// where there is no server to do so, and ends itself with SIGKILL at the event KILL_AT of its run, counted from 0.
import { writeSync } from "node:fs";
import * as Effect from "effect/Effect";
import { type Location, migrate, plan } from "../../src/index.ts";

const [location = "", rehearsal = "", killAt = "-1"] = process.argv.slice(2);
let seen = 0;

const onProgress = () => {
  if (seen === Number(killAt)) process.kill(process.pid, "SIGKILL");
  seen += 1;
};

const print = (value: unknown) => writeSync(1, `${JSON.stringify(value)}\n`);

const place: Location = JSON.parse(location);
const other: Location = JSON.parse(rehearsal);

// Whoever started this process may go on: everything is loaded.
await Effect.runPromise(
  other.engine === "sqlite" ? Effect.asVoid(migrate(other)) : Effect.asVoid(plan(other)),
);
print("ready");
process.stdin.once("data", () => {
  Effect.runPromise(migrate(place, { onProgress, waitMillis: 60_000 })).then(
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
