// `node askSqlite.ts FILE SQL`: asks a SQLite database and writes the rows as JSON.
import process from "node:process";
import { DatabaseSync } from "node:sqlite";

const [file = "", sql = ""] = process.argv.slice(2);
const database = new DatabaseSync(file);
process.stdout.write(JSON.stringify(database.prepare(sql).all()));
database.close();
