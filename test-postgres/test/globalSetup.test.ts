import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Sandbox, toItsEnd } from "./Sandbox.ts";

vi.setConfig({ testTimeout: 60_000 });

const source = (name: string) => fileURLToPath(new URL(`../src/${name}`, import.meta.url));
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

/** A test that fails with the server that it was given. */
const test = `import { testServer } from ${JSON.stringify(source("testServer.ts"))};
it("has a server", async () => { throw new Error("told " + await testServer()); });
`;
const config = `const test = (name) => ({
  name, globals: true, include: [name + ".test.ts"], globalSetup: [${JSON.stringify(source("globalSetup.ts"))}],
});
export default { test: { projects: [{ test: test("a") }, { test: test("b") }] } };
`;

it("gives all tests of all projects one server, and leaves nothing", async () => {
  for (const name of ["a", "b"]) writeFileSync(join(sandbox.folder, `${name}.test.ts`), test);
  writeFileSync(join(sandbox.folder, "vitest.config.mjs"), config);
  const { errors } = await toItsEnd(sandbox.run(vitest, ["run", "--reporter=default"], sandbox.folder));
  const told = Array.from(errors.matchAll(/^Error: told (.*)$/gm), ([, url]) => url);
  expect(told, errors).toHaveLength(2);
  expect(new Set(told).size).toBe(1);
  await expect
    .poll(() => sandbox.left().filter((name) => /^(process|planwright)/.test(name)), { timeout: 20_000 })
    .toEqual([]);
});
