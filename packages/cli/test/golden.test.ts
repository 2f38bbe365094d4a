import { readdirSync } from "node:fs";
import { afterAll, describe, expect, it } from "@effect/vitest";
import { Crypto, planIdFromKey, UnitOfWork } from "@planwright/domain";
import { type CommandName, commandSchemas, failureSchema, lineSchemas } from "@planwright/domain/schemas";
import { MemoryLedger, makeAction, makePlanFactory, TestCrypto } from "@planwright/domain/testing";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Schema from "effect/Schema";
import { COMMANDS } from "../src/commands.ts";
import { ACTION_FILE, CommandLine, type Envelope, textAt } from "./CommandLine.ts";
import { normalized } from "./normalized.ts";

const cli = new CommandLine();
afterAll(() => cli.remove());

const holds = (schema: Schema.Constraint, data: unknown): void => {
  const decode = Schema.decodeUnknownSync(Schema.toType(schema as Schema.Codec<unknown>), {
    onExcessProperty: "error",
  });
  expect(decode(data)).toEqual(data);
};

/** Runs a command, holds its data to the schema, and its output to the golden file of that command. */
const golden = async (words: ReadonlyArray<string>, file?: string): Promise<Envelope> => {
  const { stdout } = await cli.run([...words, "--json"]);
  const envelope: Envelope = JSON.parse(stdout);
  const name = envelope.command as CommandName;
  holds(envelope.status === "error" ? failureSchema : commandSchemas[name], envelope.data);
  const path = `golden/${file ?? name.replaceAll(" ", "-")}.json`;
  await expect(normalized(stdout, cli.folder)).toMatchFileSnapshot(path);
  return envelope;
};

const CUSTOM = (extra: string) => `name: team/strict
description: Everything asks
${[
  "auto_strategize",
  "auto_execute",
  "auto_apply",
  "auto_decisions_strategize",
  "auto_decisions_execute",
  "auto_validation_fix",
  "auto_strategy_revision",
  "auto_reversion_from_apply",
  "auto_child_plans",
  "auto_retry_transient",
  "auto_checkpoint_restore",
]
  .map((threshold) => `${threshold}: 1\n`)
  .join("")}${extra}`;

describe("the JSON of every command", () => {
  it("is what it was: actions, profiles and settings [S8, X8]", async () => {
    expect.hasAssertions();
    const action = cli.file("fix-bug.yaml", ACTION_FILE);
    await golden(["action", "create", "--config", action]);
    await golden(["action", "create", "--config", action], "action-create.exists");
    await golden(["action", "list"]);
    await golden(["action", "list", "--state", "archived"], "action-list.empty");
    await golden(["action", "show", "fix-bug"]);
    await golden([
      "automation-profile",
      "add",
      "--config",
      cli.file("strict.yaml", CUSTOM("guards:\n  tool_denylist: [rm]\n")),
    ]);
    await golden(["automation-profile", "show", "team/strict"]);
    await golden(["automation-profile", "list"]);
    await golden(["automation-profile", "diff", "manual", "team/strict"]);
    await golden(["automation-profile", "remove", "team/strict"]);
    await golden(["automation-profile", "show", "team/strict"], "automation-profile-show.unknown");
    await golden(["config", "get", "core.automation-profile"]);
    await golden(["config", "set", "core.automation-profile", "balanced", "--project", "local/api"]);
    await golden(["config", "list"]);
  });

  it("is what it was: one plan's way through its gates [S1, S8, X8]", async () => {
    expect.hasAssertions();
    const subplans = cli.file("subplans.yaml", "execution_mode: dependency_ordered\nmax_parallel: 2\n");
    const used = await golden([
      ..."plan use local/fix-bug local/api --arg issue=42 --automation-profile cautious --invariant".split(
        " ",
      ),
      "no new dependencies",
      ...`--name team/bug-42 --project-alias local/api=api --subplans ${subplans} --idempotency-key k1`.split(
        " ",
      ),
    ]);
    const id = textAt(used, "plan_id");
    await golden(["plan", "status", id]);
    await golden(["plan", "list", "--count", "--needs-approval"]);
    await golden(
      ["plan", "strategize", id, "--actor", "agent:x", "--confidence", "0.1"],
      "plan-strategize.waits",
    );
    await golden(["plan", "strategize", id]);
    const strategy = await golden(["plan", "claim", "--actor", "worker:w"]);
    await golden(["plan", "claim", "--actor", "worker:w"], "plan-claim.nothing");
    const token = textAt(strategy, "lease_token");
    await golden(["plan", "heartbeat", id, "--lease-token", token]);
    await golden(["plan", "complete", id, "--lease-token", token, "--confidence", "0.7"]);
    await golden(["plan", "check", id, "execute", "--confidence", "0.7"]);
    await golden(["plan", "explain", id, "--operation", "execute"]);
    await golden(["plan", "advance", id, "--to", "execute"]);
    const work = await cli.json(["plan", "claim"]);
    const child = await golden(["plan", "spawn", id, "--description", "a part of it"]);
    await golden(["plan", "spawn", id, "--depends-on", textAt(child, "plan_id")], "plan-spawn.dependent");
    await golden([
      "plan",
      "fail",
      id,
      "--lease-token",
      textAt(work, "lease_token"),
      "--category",
      "validation",
      "--message",
      "two tests fail",
      "--details",
      cli.file("details.json", '{"tests":["a","b"]}'),
    ]);
    await golden(["plan", "retry", id]);
    const again = await cli.json(["plan", "claim"]);
    await golden(["plan", "release", id, "--lease-token", textAt(again, "lease_token")]);
    const third = await cli.json(["plan", "claim"]);
    const result = cli.file(
      "result.yaml",
      "sandbox_refs: [s1]\nlast_checkpoint_id: c1\nvalidation_summary: {required_failed: 0}\ncost: 1.5\n",
    );
    await cli.json([
      "plan",
      "complete",
      id,
      "--lease-token",
      textAt(third, "lease_token"),
      "--result",
      result,
    ]);
    await golden(["plan", "apply", id, "--yes"]);
    const applying = await cli.json(["plan", "claim"]);
    await golden(["plan", "constrain", id, "--lease-token", textAt(applying, "lease_token")]);
    await golden(["plan", "wait", id]);
    await golden(["plan", "tree", id]);
    await golden(["plan", "tree", id, "--depth", "0"], "plan-tree.cut");
    await golden(["plan", "revert", id, "--reason", "start over"]);
    await golden(["plan", "advance", id, "--to", "apply"], "plan-advance.wrong-state");
    const anew = await cli.json(["plan", "claim"]);
    await cli.json(["plan", "complete", id, "--lease-token", textAt(anew, "lease_token")]);
    await golden(["plan", "execute", id]);
    await golden(["plan", "reclaim"]);
    await golden(["plan", "snapshot", id]);
    await golden(["plan", "history", id]);
    await golden(["plan", "export", id]);
    await golden(["plan", "cancel", id, "--yes", "--reason", "enough"]);
    await golden(["plan", "delete", id, "--yes"], "plan-delete.has-descendants");
    await golden(["plan", "delete", id, "--yes", "--tree"]);
    await golden(["plan", "status", id], "plan-status.not-found");
    await golden(["action", "archive", "local/fix-bug"]);
  });

  it("is what it was: the database", async () => {
    expect.hasAssertions();
    await golden(["db", "status"]);
    await golden(["db", "verify"]);
    await golden(["db", "backup", "copy.db"]);
    await golden(["db", "backup", "copy.db"], "db-backup.exists");
    await golden(["db", "migrate"]);
    await golden(["db", "migrate", "--dry-run"], "db-migrate.dry-run");
    const fresh = `sqlite://${cli.path("fresh.db")}`;
    await golden(["db", "migrate", "--dry-run", "--database-url", fresh], "db-migrate.fresh");
  });

  it("is what it was: rules for a plan that has none", async () => {
    const ledger = Layer.merge(MemoryLedger.layer, TestCrypto.layer);
    const opened = await Effect.runPromise(Effect.scoped(Layer.build(ledger)));
    const factory = makePlanFactory();
    const plan = factory.plan({
      planId: planIdFromKey("01KDVDNAZ8F9BE0FF6GNMCPBYB"),
      effectiveProfileSnapshot: { _tag: "NotCaptured", length: 2 },
    });
    await Effect.runPromise(
      Context.get(opened, UnitOfWork).write((stores) =>
        Effect.andThen(stores.actions.insert(makeAction()), stores.plans.insert([plan])),
      ),
    );
    const kept = Layer.succeedContext(Context.pick(UnitOfWork, Crypto)(opened));
    const captured = await cli.json(["plan", "capture", plan.planId, "--automation-profile", "manual"], {
      ledger: kept,
    });
    holds(commandSchemas["plan capture"], captured.data);
    const text = JSON.stringify(captured, null, 2);
    await expect(`${normalized(text, cli.folder)}\n`).toMatchFileSnapshot("golden/plan-capture.json");
  });

  it("holds the lines of commands that have lines of their own to their schemas", async () => {
    expect.hasAssertions();
    await cli.run([
      "action",
      "create",
      "--config",
      cli.file("b.yaml", ACTION_FILE.replace("fix-bug", "other")),
    ]);
    const used = await cli.json("plan use local/other local/api --arg issue=1");
    for (const name of ["plan tree", "plan export"] as const) {
      const { stdout } = await cli.run([...name.split(" "), textAt(used, "plan_id"), "--format", "jsonl"]);
      for (const line of stdout.trimEnd().split("\n")) holds(lineSchemas[name], JSON.parse(line));
    }
  });

  it("has a golden file for each command that has a schema", () => {
    const files = readdirSync(new URL("golden", import.meta.url));
    const missing = Object.keys(commandSchemas).filter(
      (name) => name in COMMANDS && !files.includes(`${name.replaceAll(" ", "-")}.json`),
    );
    expect(missing).toEqual([]);
  });
});
