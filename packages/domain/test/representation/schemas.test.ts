import { describe, expect, it } from "@effect/vitest";
import { listedIn } from "../../src/representation/listedIn.ts";
import {
  commandSchemas,
  failureSchema,
  jsonSchemaOf,
  lineSchemas,
} from "../../src/representation/schemas.ts";
import { examples } from "./examples.ts";

const all = [...Object.values(commandSchemas), ...Object.values(lineSchemas), failureSchema];

const matches = (text: string, pattern: RegExp): ReadonlyArray<string> =>
  [...text.matchAll(pattern)].map(([, name]) => name ?? "");

describe("the JSON Schemas of commands", () => {
  it("have every definition that they refer to", () => {
    for (const schema of all) {
      const document = jsonSchemaOf(schema);
      const defined = typeof document.$defs === "object" && document.$defs !== null ? document.$defs : {};
      const used = matches(JSON.stringify(document), /"\$ref":"#\/\$defs\/([^"]+)"/g);
      expect(new Set(used)).toEqual(new Set(Object.keys(defined)));
    }
  });

  it("are of draft 2020-12 and refuse unknown keys", () => {
    for (const schema of all) {
      const document = jsonSchemaOf(schema);
      const text = JSON.stringify(document);
      expect(document.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
      expect(matches(text, /("properties":)/g).length).toBeLessThanOrEqual(
        matches(text, /("additionalProperties":false)/g).length,
      );
    }
  });

  it("say which list jsonl prints", () => {
    for (const [command, key] of Object.entries(listedIn)) {
      const lists = examples.filter((example) => example.command === command).map(({ data }) => data[key]);
      expect(lists.length).toBeGreaterThan(0);
      expect(lists.every(Array.isArray)).toBe(true);
    }
  });
});
