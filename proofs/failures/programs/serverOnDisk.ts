// `node serverOnDisk.ts FOLDER`: starts a server whose data are in a folder, tells its URL in a line of JSON, starts it
// again for each line that it reads when it has crashed, with another line then, and ends it with its standard input.
import process from "node:process";
import { createInterface } from "node:readline";
import { startServer } from "@planwright/test-postgres";

const [folder = ""] = process.argv.slice(2);
const server = await startServer({
  folder,
  settings: { max_connections: "20", min_wal_size: "32MB", max_wal_size: "32MB", restart_after_crash: "off" },
});
const tell = (): void => {
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
};
tell();
for await (const _ of createInterface({ input: process.stdin })) {
  await server.kill("SIGKILL");
  await server.start();
  tell();
}
await server.remove();
