import { commandSchemas, failureSchema, jsonSchemaOf, lineSchemas } from "@planwright/domain/schemas";
import { programSchemas } from "./programSchemas.ts";

type Schema = Parameters<typeof jsonSchemaOf>[0];

const file = (name: string, title: string, schema: Schema): readonly [string, string] => [
  `${name.replaceAll(" ", "-")}.json`,
  `${JSON.stringify({ title, ...jsonSchemaOf(schema) }, null, 2)}\n`,
];

/** The schemas that ship with the package, by the names of their files. */
export const schemaFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ...Object.entries({ ...commandSchemas, ...programSchemas }).map(([name, schema]) =>
      file(name, `data of planwright ${name}`, schema),
    ),
    ...Object.entries(lineSchemas).map(([name, schema]) =>
      file(`${name} line`, `a line of planwright ${name} --format jsonl`, schema),
    ),
    file("failure", "data of a command that failed", failureSchema),
  ]);
