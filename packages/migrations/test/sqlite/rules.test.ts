import { logRules } from "../suites/logRules.ts";
import { planRules } from "../suites/planRules.ts";
import { sqliteSubject } from "./sqliteSubject.ts";

planRules("SQLite", sqliteSubject);
logRules("SQLite", sqliteSubject);
