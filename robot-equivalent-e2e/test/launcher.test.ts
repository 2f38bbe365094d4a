import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const launcher = fileURLToPath(new URL("../../planwright", import.meta.url));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (program: string, args: ReadonlyArray<string>, cwd: string) =>
  new Promise<Ended>((resolve) => {
    const child = execFile(program, args, { cwd }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });

describe("./planwright", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "planwright-launcher-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("runs the command line from any folder, on a Node that is new enough", async () => {
    const { code, stdout } = await start(launcher, ["--version"], folder);
    expect(stdout).toMatch(/node-v24\./);
    expect(code).toBe(0);
  });

  it("is found through links", async () => {
    await symlink(launcher, path.join(folder, "first"));
    await symlink("first", path.join(folder, "second"));
    expect((await start(path.join(folder, "second"), ["--version"], folder)).code).toBe(0);
  });

  it("hands back the exit code of the program", async () => {
    const { code, stdout, stderr } = await start(launcher, ["no-such-command"], folder);
    expect(stdout).toBe("");
    expect(stderr).toContain("no-such-command");
    expect(code).toBe(2);
  });

  it("says what to do in a checkout that was never built", async () => {
    const copy = path.join(folder, "planwright");
    await copyFile(launcher, copy);
    const { code, stdout, stderr } = await start(copy, ["--version"], folder);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(
      "planwright: this checkout is not installed and built yet; run 'npm start' in it once.\n",
    );
  });
});
