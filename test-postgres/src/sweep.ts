// `node sweep.ts PREFIX`, the URL in the environment: waits for the end of its standard input, which a run holds, and
// drops what is left of the run. This is how a server of somebody else is left as it was, however the run ends.
import process from "node:process";
import { dropRun } from "./dropRun.ts";
import { URL_VARIABLE } from "./Run.ts";

const [prefix = ""] = process.argv.slice(2);
const url = process.env[URL_VARIABLE] ?? "";
for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
process.stdin.resume();
process.stdin.once("end", () => {
  void dropRun(url, prefix).catch((error: unknown) => {
    console.error(String(error));
    process.exitCode = 1;
  });
});
