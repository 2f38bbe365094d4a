import process from "node:process";
import { expect, it } from "vitest";
import { execute } from "../../run/execute.ts";

const node = (script: string, limit = 20_000) =>
  execute([process.execPath, "-e", script], process.cwd(), limit);

it("hands back exit code and both streams", async () => {
  expect(await node("console.log('a'); process.exitCode = 3")).toEqual({
    code: 3,
    output: "a\n",
    interrupted: undefined,
  });
  expect(await node("console.error('b')")).toEqual({ code: 0, output: "b\n", interrupted: undefined });
});

it("never takes a killed program for a success", async () => {
  expect((await node("process.kill(process.pid, 'SIGKILL')")).code).not.toBe(0);
});

it("ends a program that takes too long", async () => {
  const { code, output } = await node("setTimeout(() => {}, 10_000)", 200);
  expect(code).not.toBe(0);
  expect(output).toContain("ended after 0.2 s");
});

it("says that a program does not exist", async () => {
  const { code, output } = await execute(["no-such-program-anywhere"], process.cwd(), 1000);
  expect(code).toBe(127);
  expect(output).toContain("no-such-program-anywhere");
});
