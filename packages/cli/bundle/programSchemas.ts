import { PlanTreeData } from "@planwright/domain/schemas";
import * as Schema from "effect/Schema";
import { SHELLS } from "../src/completion/completionScript.ts";

/** The schemas of `data` of the commands that are the program's own and no use case's. */
export const programSchemas = {
  completion: Schema.Struct({ shell: Schema.Literals(SHELLS), script: Schema.String }),
  quickstart: Schema.Struct({ ...PlanTreeData.fields, folder: Schema.String, database_url: Schema.String }),
} as const;
