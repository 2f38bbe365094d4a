// A deployment service that keeps its work in a ledger: what waits for a person is decided by the rules of the plan, not here.
// Run it with `node examples/embed-in-a-service.ts LEDGER_FILE`; the file is made when it is missing.
import { resolve } from "node:path";
import { Actions, Plans, systemActor } from "@planwright/domain";
import { ensureSchema } from "@planwright/migrations";
import { Persistence } from "@planwright/persistence";
