// `node holdLock.ts FILE`: takes the write lock of a SQLite database, says so, and gives it back when its standard input ends.
import process from "node:process";
import { DatabaseSync } from "node:sqlite";

const [file = ""] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec("BEGIN IMMEDIATE");
process.stdout.write("locked\n");
process.stdin.resume();
process.stdin.once("end", () => {
  database.exec("ROLLBACK");
  database.close();
});
