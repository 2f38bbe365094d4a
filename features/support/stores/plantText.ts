// `node plantText.ts FILE PLAN COLUMN TEXT`: puts a text into a column of a plan, whatever the rules of the ledger say.
import process from "node:process";
import { plant } from "./sqliteBeside.ts";

const [file = "", planId = "", column, text = ""] = process.argv.slice(2);
if (column !== "effective_profile_snapshot" && column !== "automation_profile")
  throw new Error(`${column} is no column that holds a text to damage`);
plant(file, planId, column, text);
