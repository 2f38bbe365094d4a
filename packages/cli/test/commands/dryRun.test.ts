import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest";
import { COMMANDS } from "../../src/commands.ts";
import { at, type CommandLine, type Envelope, textAt, withPlan } from "../CommandLine.ts";

let cli: CommandLine;
let id: string;
beforeAll(async () => {
  ({ cli, id } = await withPlan("manual"));
});
afterAll(() => cli.remove());

const READING =
  /^(action|automation-profile|config) (list|show|get|diff)$|^plan (status|tree|list|history|explain|snapshot|wait|export)$|^db (status|verify|backup)$|^(completion|quickstart)$/;

describe("--dry-run", () => {
  it("is there on every command that writes, and on no other", async () => {
    for (const [name, load] of Object.entries(COMMANDS)) {
      const { flags } = await load();
      expect({ name, dryRun: "dry-run" in flags }).toEqual({ name, dryRun: !READING.test(name) });
    }
  });

  it("answers as if it were done, and leaves every byte of the ledger as it was", async () => {
    const file = cli.path("state/planwright/ledger.db");
    const before = readFileSync(file);
    for (const words of [
      `plan strategize ${id}`,
      "plan use local/fix-bug local/api --arg issue=2",
      `plan spawn ${id}`,
      `plan cancel ${id}`,
      "config set core.automation-profile manual",
      "action archive local/fix-bug",
      `plan check ${id} strategize`,
      "plan claim",
      "plan reclaim",
      "db migrate",
    ]) {
      const { exitCode, stderr } = await cli.run(`${words} --dry-run`);
      expect({ words, ok: exitCode === 0 || exitCode === 5 }).toEqual({ words, ok: true });
      expect(stderr).toContain("Dry run: nothing was changed.");
    }
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(at(await cli.json(`plan strategize ${id} --dry-run`), "phase")).toBe("strategize");
    expect(at(await cli.json(`plan status ${id}`), "phase")).toBe("action");
  });

  it("changes nothing at any step of a plan's way, and the step itself does", {
    timeout: 30_000,
  }, async () => {
    const plan = await withPlan("manual");
    const known = () => plan.cli.run("plan export --all");
    const step = async (words: string): Promise<Envelope> => {
      const before = await known();
      expect(await plan.cli.json(`${words} --dry-run`)).toMatchObject({ exit_code: 0 });
      expect({ words, ...(await known()) }).toEqual({ words, ...before });
      const done = await plan.cli.json(words);
      expect(done).toMatchObject({ exit_code: 0 });
      expect(await known()).not.toEqual(before);
      return done;
    };
    const result = plan.cli.file("result.json", '{"sandbox_refs":["s"],"last_checkpoint_id":"c"}');
    const claim = async () => textAt(await step("plan claim"), "lease_token");
    await step(`plan strategize ${plan.id}`);
    await step(`plan release ${plan.id} --lease-token ${await claim()}`);
    await step(`plan complete ${plan.id} --lease-token ${await claim()}`);
    await step(`plan execute ${plan.id}`);
    await step(`plan fail ${plan.id} --lease-token ${await claim()} --category other`);
    await step(`plan retry ${plan.id}`);
    await step(`plan complete ${plan.id} --lease-token ${await claim()} --result ${result}`);
    await step(`plan apply ${plan.id} --yes`);
    await step(`plan constrain ${plan.id} --lease-token ${await claim()}`);
    await step(`plan revert ${plan.id}`);
    await step(`plan spawn ${plan.id}`);
    await step(`plan cancel ${plan.id} --yes`);
    await step(`plan delete ${plan.id} --yes --tree`);
    plan.cli.remove();
  });
});
