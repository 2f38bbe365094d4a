import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { execute } from "../run/execute.ts";
import { stepsOf } from "../run/steps.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { effects, lint } = stepsOf(root);
const planted = `import * as Effect from "effect/Effect";
const later = async () => 1;
export const forgets = () => {
  later();
  Effect.log("never runs");
};
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "planwright-checks-"));
  await symlink(`${root}tooling/node_modules`, path.join(folder, "node_modules"));
  await writeFile(path.join(folder, "planted.ts"), planted);
  const config = { extends: `${root}tooling/effects.tsconfig.json`, files: ["planted.ts"], include: [] };
  await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(config));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (command: ReadonlyArray<string>) => {
  const [program = "", ...args] = command;
  return execute([program, ...args], folder, 60_000);
};

it("finds an Effect that nobody runs", async () => {
  const own = `${root}tooling/effects.tsconfig.json`;
  const { code, output } = await run(
    effects.command.map((word) => (word === own ? path.join(folder, "tsconfig.json") : word)),
  );
  expect(output).toContain("planted.ts(5,3): error effect(floatingEffect)");
  expect(code).not.toBe(0);
});

it("finds a promise that nobody waits for", async () => {
  const { code, output } = await run([
    ...lint.command.slice(0, -1),
    "--format",
    "unix",
    "-c",
    `${root}.oxlintrc.json`,
    "planted.ts",
  ]);
  expect(output).toContain("no-floating-promises");
  expect(output).toContain("planted.ts:4:3");
  expect(code).not.toBe(0);
});
