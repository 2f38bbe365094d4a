import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "@effect/vitest";
import { commandSchemas } from "@planwright/domain/schemas";
import { schemaFiles } from "../bundle/schemaFiles.ts";
import { COMMANDS } from "../src/commands.ts";

const folder = new URL("../schemas/", import.meta.url);

it("ships the schemas that the domain has now; `pnpm run schemas` in this package writes them", () => {
  const shipped = new Map(
    readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const),
  );
  expect([...shipped.keys()].sort()).toEqual([...schemaFiles().keys()].sort());
  for (const [name, text] of schemaFiles()) {
    expect(JSON.parse(shipped.get(name) ?? "")).toEqual(JSON.parse(text));
  }
});

it("has a schema for each command that prints data about the ledger", () => {
  const without = Object.keys(COMMANDS).filter((name) => !(name in commandSchemas));
  expect(without).toEqual(["completion", "quickstart"]);
});
