import process from "node:process";
import { systemServers } from "@planwright/test-postgres";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { withPostgres } from "../../run/withPostgres.ts";

vi.setConfig({ testTimeout: 60_000 });

const said: Array<unknown> = [];
beforeEach(() => {
  vi.stubEnv("PLANWRIGHT_TEST_POSTGRES_PREFIX", undefined);
  said.length = 0;
  for (const stream of ["log", "error"] as const)
    vi.spyOn(console, stream).mockImplementation((text) => void said.push(text));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it("has one server for everything that it starts, and none afterwards", async () => {
  vi.stubEnv("PLANWRIGHT_TEST_POSTGRES_URL", "");
  const majors = systemServers().map(({ major }) => major);
  let url: string | undefined;
  const code = await withPostgres("a/", async ({ others, version }) => {
    url = process.env.PLANWRIGHT_TEST_POSTGRES_URL;
    expect(said[0]).toBe(`PostgreSQL ${version}`);
    const wanted = [...new Set(majors)].filter((major) => major !== Number.parseInt(version, 10));
    expect(others.map(({ name }) => name)).toEqual(wanted.map((major) => `unit on postgresql ${major}`));
    expect(said.length, "it says when there is no other").toBe(others.length > 0 ? 1 : 2);
    return 7;
  });
  expect(code).toBe(7);
  expect(url).toMatch(/^postgresql:/);
  expect(process.env.PLANWRIGHT_TEST_POSTGRES_URL).toBe("");
  await expect(fetch(`http://127.0.0.1:${new URL(String(url)).port}`)).rejects.toThrow("fetch failed");
});

it("fails where there is no server, and says so", async () => {
  vi.stubEnv("PLANWRIGHT_TEST_POSTGRES_URL", "postgresql://127.0.0.1:1/postgres");
  const use = vi.fn<() => Promise<number>>(() => Promise.resolve(0));
  expect(await withPostgres("a/", use)).toBe(1);
  expect(use).not.toHaveBeenCalled();
  expect(String(said[0])).toContain("ECONNREFUSED");
  expect(said.at(-1)).toBe("0 passed, 1 failed");
});
