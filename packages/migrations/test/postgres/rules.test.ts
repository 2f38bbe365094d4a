import { logRules } from "../suites/logRules.ts";
import { planRules } from "../suites/planRules.ts";
import { postgresSubject } from "./postgresSubject.ts";

planRules("PostgreSQL", postgresSubject);
logRules("PostgreSQL", postgresSubject);
