import { afterAll, describe, expect, it } from "@effect/vitest";
import { at, type CommandLine, withPlan } from "../CommandLine.ts";

const made: Array<CommandLine> = [];
afterAll(() => {
  for (const cli of made) cli.remove();
});
const fresh = async (profile: string) => {
  const plan = await withPlan(profile);
  made.push(plan.cli);
  return plan;
};

describe("plan wait", () => {
  it("stops at a gate with 5", async () => {
    const { cli, id } = await fresh("manual");
    expect(await cli.json(`plan wait ${id}`)).toMatchObject({
      exit_code: 5,
      status: "warn",
      data: { wait: { until: null, outcome: "gate" } },
    });
  });

  it("gives up when the time is up with 4", async () => {
    const { cli, id } = await fresh("balanced");
    const waited = await cli.json(`plan wait ${id} --until applied --timeout 1s`);
    expect(waited).toMatchObject({ exit_code: 4, data: { wait: { until: "applied", outcome: "timeout" } } });
    expect(at(waited, "wait.waited_ms")).toBeGreaterThanOrEqual(1_000);
  });

  it("says why it gave up, away from the result", async () => {
    const { cli, id } = await fresh("balanced");
    expect(await cli.run(`plan wait ${id} --timeout 0s`)).toMatchObject({
      exitCode: 4,
      stderr: expect.stringMatching(/The time is up: plan \w{26} is strategize\/queued/u),
    });
    await cli.run(`plan cancel ${id} --yes`);
    expect(await cli.run(`plan wait ${id} --until applied`)).toMatchObject({
      exitCode: 4,
      stderr: expect.stringMatching(/plan \w{26} is strategize\/cancelled, not applied/u),
    });
  });

  it("sees what another run does meanwhile [X4]", async () => {
    const { cli, id } = await fresh("balanced");
    const waiting = cli.json(`plan wait ${id} --until processing --timeout 30s`);
    await cli.run("plan claim");
    expect(await waiting).toMatchObject({
      exit_code: 0,
      data: { state: "processing", wait: { outcome: "reached" } },
    });
  });

  it("ends with 4 when the plan ends otherwise, and with 0 when any end will do", async () => {
    const { cli, id } = await fresh("balanced");
    await cli.run(`plan cancel ${id} --yes`);
    expect(await cli.json(`plan wait ${id} --until applied`)).toMatchObject({
      exit_code: 4,
      data: { wait: { outcome: "finished" } },
    });
    expect(await cli.json(`plan wait ${id}`)).toMatchObject({
      exit_code: 0,
      data: { wait: { outcome: "reached" } },
    });
  });
});
