// `node makeDatabases.ts`: makes a database, a template and its copy, writes their names in a line of JSON, and stays until its
// standard input ends; `end` before that ends the run as it should be.
import { once } from "node:events";
import process from "node:process";
import { beginRun } from "../../src/beginRun.ts";
import { createDatabase, templateDatabase } from "../../src/Database.ts";

const { end, url } = await beginRun();
const { name } = await createDatabase();
const template = await templateDatabase("any", async () => {});
const copy = await createDatabase({ template });
process.stdout.write(`${JSON.stringify({ url, names: [name, template, copy.name] })}\n`);
const [typed] = await once(process.stdin, "data");
if (String(typed).trim() === "end") await end();
process.exit();
