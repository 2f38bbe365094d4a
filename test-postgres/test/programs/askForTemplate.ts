// `node askForTemplate.ts KEY [hang]`: asks for a template, and writes its name; making it is written down in the
// database `postgres`. With `hang` it tells that it is in the middle, and stays there.
import process from "node:process";
import { connected } from "../../src/admin.ts";
import { templateDatabase } from "../../src/Database.ts";
import { testServer } from "../../src/testServer.ts";

const [key = "", mode] = process.argv.slice(2);
const admin = await testServer();

const name = await templateDatabase(key, async (url) => {
  await connected(admin, (client) => client.query("INSERT INTO made VALUES ($1)", [key]));
  await connected(url, async (client) => {
    await client.query("CREATE TABLE first AS SELECT 1 AS x");
    if (mode === "hang") {
      process.stdout.write("half\n");
      await client.query("SELECT pg_sleep(1000)");
    }
    await client.query("CREATE TABLE second AS SELECT 2 AS x");
  });
});
process.stdout.write(`${name}\n`);
