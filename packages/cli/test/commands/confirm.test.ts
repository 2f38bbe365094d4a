import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest";
import { at, type CommandLine, withPlan } from "../CommandLine.ts";

let cli: CommandLine;
let id: string;
beforeAll(async () => {
  ({ cli, id } = await withPlan("manual"));
});
afterAll(() => cli.remove());

describe("commands that destroy or apply", () => {
  const state = async () => at(await cli.json(`plan status ${id}`), "state");

  it.each(["plan cancel", "plan delete", "plan apply"])(
    "`%s` needs --yes where nobody can be asked",
    async (command) => {
      const { exitCode, stderr } = await cli.run(`${command} ${id}`);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr: `error: \`${command}\` must be confirmed, and nobody can be asked here; add --yes to confirm it.\n`,
      });
      expect((await cli.run(`${command} ${id} --no-input`, { terminal: 80, stdin: "y\n" })).exitCode).toBe(2);
    },
  );

  it("ask a person at a terminal, and take anything but yes for no", async () => {
    for (const stdin of ["n\n", "\n", "", "yes please\n", "no\n"]) {
      const { exitCode, stderr, stdout } = await cli.run(`plan cancel ${id}`, { terminal: 80, stdin });
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toContain("Cancel plan");
      expect(stderr).toContain("was not confirmed; nothing was changed.");
    }
    expect(await state()).toBe("queued");
  });

  it("do not ask about a dry run", async () => {
    expect((await cli.run(`plan cancel ${id} --dry-run`)).exitCode).toBe(0);
    expect((await cli.run(`plan delete ${id} --dry-run`)).exitCode).toBe(0);
    expect(await state()).toBe("queued");
  });

  it("go on after a yes", async () => {
    const { exitCode, stdout } = await cli.run(`plan cancel ${id}`, { terminal: 80, stdin: "Y\n" });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("cancelled");
    expect(await state()).toBe("cancelled");
    expect((await cli.run(`plan delete ${id} --yes`)).exitCode).toBe(0);
    expect((await cli.run(`plan history ${id}`)).stdout).toContain("plan.deleted");
  });
});
