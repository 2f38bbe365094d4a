import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { installed } from "./installed.ts";

/** The folder of the schemas that ship with the program. */
export const schemaFolder: string = join(installed, "node_modules", "@planwright", "cli", "schemas");

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
// The one format that the schemas name; instants have microseconds and are in UTC (domain.md section 2).
ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
const compiled = new Map<string, ValidateFunction>();

const validatorOf = (name: string): ValidateFunction => {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const file = join(schemaFolder, `${name.replaceAll(" ", "-")}.json`);
  if (!existsSync(file)) throw new Error(`no schema ships for ${name}`);
  const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")));
  compiled.set(name, validate);
  return validate;
};

/** What is wrong with a value by the schema of that name ("plan status", "failure", "plan export line"); empty when nothing. */
export const schemaProblems = (name: string, value: unknown): ReadonlyArray<string> => {
  const validate = validatorOf(name);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message = "" }) => `${name}${instancePath} ${message}`);
};
