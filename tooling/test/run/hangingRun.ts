// `node hangingRun.ts FOLDER`: a run with a server and one step, which says in the file `server` which it is, and stays.
import process from "node:process";
import { runAll } from "../../run/all.ts";
import { withPostgres } from "../../run/withPostgres.ts";

const [root = ""] = process.argv.slice(2);
const script = `
fs.writeFileSync("server.part", process.env.PLANWRIGHT_TEST_POSTGRES_URL);
fs.renameSync("server.part", "server");
setInterval(() => {}, 1000);
`;

process.exitCode = await withPostgres(root, ({ version }) =>
  runAll([{ name: "stays", command: [process.execPath, "-e", script] }], { root, limit: 60_000, version }),
);
