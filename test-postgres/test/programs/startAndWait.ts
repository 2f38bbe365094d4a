// `node startAndWait.ts`: starts a server, tells about it in a line of JSON, and stays until it is ended.
import process from "node:process";
import { startServer } from "../../src/startServer.ts";

const { dataFolder, pid, url, version } = await startServer();
process.stdout.write(`${JSON.stringify({ dataFolder, pid, url, version })}\n`);
process.stdin.resume();
process.stdin.once("end", () => process.exit());
