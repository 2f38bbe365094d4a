import { execFileSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { expect, it } from "@effect/vitest";

const watch = `
  import { registerHooks } from "node:module";
  const loaded = [];
  registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
  await import(process.argv[1]);
  console.log(JSON.stringify(loaded));
`;

/** The modules that a fresh process loads for one of ours. */
const loadedBy = (module: string): ReadonlyArray<string> => {
  const url = new URL(`../../src/representation/${module}.ts`, import.meta.url).href;
  const flags = ["--conditions=@planwright/source", "--input-type=module", "--eval", watch, url];
  const loaded: unknown = JSON.parse(
    execFileSync(process.execPath, flags, {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      encoding: "utf8",
    }),
  );
  return Array.isArray(loaded) ? loaded.map(String) : [];
};

const isSchema = (url: string): boolean => /\/effect\/(?:dist|src)\/Schema\.[jt]s$/.test(url);

it("makes the data of commands without loading effect/Schema or effect/Effect, which cost most of a cold start", () => {
  const loaded = loadedBy("index");
  expect(loaded.some((url) => url.endsWith("/representation/planStatus.ts"))).toBe(true);
  expect(loaded.filter(isSchema)).toEqual([]);
  expect(loaded.filter((url) => /\/effect\/dist\/(?:Effect|Layer)\.js$/.test(url))).toEqual([]);
});

it("loads effect/Schema for the schemas, so the test above can see it", () => {
  expect(loadedBy("schemas").some(isSchema)).toBe(true);
});
