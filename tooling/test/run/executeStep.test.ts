import process from "node:process";
import { startServer } from "@planwright/test-postgres";
import { expect, it, vi } from "vitest";
import { executeStep } from "../../run/executeStep.ts";

vi.setConfig({ testTimeout: 60_000 });

/** A program that says which server it was given, and whether it answers. */
const script = `
const { PLANWRIGHT_TEST_POSTGRES_PREFIX: prefix, PLANWRIGHT_TEST_POSTGRES_URL: url } = process.env;
require("node:net").connect(new URL(url).port, "127.0.0.1", () => {
  console.log(JSON.stringify({ url, prefix }));
  process.exit();
});
`;
const command = [process.execPath, "-e", script] as const;

it("gives a step a server of the version that it asks for, for its time", async () => {
  vi.stubEnv("PLANWRIGHT_TEST_POSTGRES_URL", "postgresql://127.0.0.1:1/postgres");
  vi.stubEnv("PLANWRIGHT_TEST_POSTGRES_PREFIX", "pw_test_of_the_run_");
  await using other = await startServer();
  const { code, output } = await executeStep({ name: "a", command, postgres: other }, process.cwd(), 20_000);
  expect(code, output).toBe(0);
  const { url, ...rest } = JSON.parse(output);
  expect(rest).toEqual({});
  expect(url).toMatch(/^postgresql:/);
  expect([other.url, "postgresql://127.0.0.1:1/postgres"]).not.toContain(url);
  await expect(fetch(`http://127.0.0.1:${new URL(url).port}`)).rejects.toThrow("fetch failed");
});

it("gives other steps the server of the run", async () => {
  await using server = await startServer();
  vi.stubEnv("PLANWRIGHT_TEST_POSTGRES_URL", server.url);
  vi.stubEnv("PLANWRIGHT_TEST_POSTGRES_PREFIX", "pw_test_of_the_run_");
  const { output } = await executeStep({ name: "a", command }, process.cwd(), 20_000);
  expect(JSON.parse(output)).toEqual({ url: server.url, prefix: "pw_test_of_the_run_" });
});

it("takes a server that does not start for a failure of the step", async () => {
  const postgres = { bin: "/nowhere", version: "14.0", major: 14 };
  const { code, output } = await executeStep({ name: "a", command, postgres }, process.cwd(), 20_000);
  expect(code).not.toBe(0);
  expect(output).toContain("There is no program postgres in /nowhere");
});
