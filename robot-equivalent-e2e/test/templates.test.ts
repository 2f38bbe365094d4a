import { describe, expect, it } from "vitest";
import { at, type Fields, listAt, textAt } from "../desk/Answer.ts";
import type { Desk } from "../desk/Desk.ts";
import { ACTION, createAction, makePlan, work } from "../desk/making.ts";
import { onEachStore } from "../desk/onEachStore.ts";
import { useDesk } from "../desk/useDesk.ts";

describe("actions", () => {
  it("creates, shows, lists, replaces and archives a template; its plans stay [X8]", async () => {
    const desk = useDesk();
    expect((await desk.ok("action list")).data).toMatchObject({ actions: [] });
    await createAction(desk, { tags: ["ci", "nightly"] });
    const shown = (await desk.ok("action show local/build")).data;
    expect(shown).toMatchObject({ ...ACTION, state: "available", reusable: true, tags: ["ci", "nightly"] });
    await createAction(desk, { name: "acme/deploy" });
    const names = async (flags: string) =>
      listAt((await desk.ok(`action list${flags}`)).data, "actions").map((action) => at(action, "name"));
    expect(await names("")).toEqual(["acme/deploy", "local/build"]);
    expect(await names(" --namespace acme")).toEqual(["acme/deploy"]);

    const id = await makePlan(desk);
    const second = desk.file("action.json", { ...ACTION, description: "The second" });
    await desk.unchanged(`action create --config ${second}`, 4, "local/build");
    const replaced = (await desk.ok(`action create --config ${second} --replace`)).data;
    expect(replaced).toMatchObject({ description: "The second", replaced: true, version: 2 });
    expect((await desk.ok("action archive local/build")).data).toMatchObject({ state: "archived" });
    expect(await names(" --state archived")).toEqual(["local/build"]);
    await desk.unchanged("plan use local/build acme/api", 4, "local/build");
    expect((await desk.ok(`plan status ${id}`)).data).toMatchObject({ action: "local/build" });
    await desk.unchanged("action show local/nowhere", 3, "local/nowhere");
  });

  it("reads YAML and JSON, from a file and from standard input", async () => {
    const desk = useDesk();
    const yaml = Object.entries(ACTION)
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
      .join("");
    await desk.ok(`action create --config ${desk.file("action.yaml", `# as people write it\n${yaml}`)}`);
    const input = JSON.stringify({ ...ACTION, name: "local/piped" });
    await desk.ok("action create --config -", { input });
    expect(listAt((await desk.ok("action list")).data, "actions")).toHaveLength(2);
  });
});

describe("arguments", () => {
  it("binds typed arguments once and puts them into the texts; what breaks a rule leaves nothing behind [X5]", async () => {
    const desk = useDesk();
    await createAction(desk, {
      description: "Release {version} to {count} hosts, {{version}} stays",
      arguments: [
        { name: "version", type: "string", pattern: "[0-9]+[.][0-9]+" },
        { name: "count", type: "integer", default: 3, min: 1, max: 9 },
        { name: "dry", type: "boolean", default: false },
        { name: "hosts", type: "list", required: false, max: 2 },
      ],
    });
    const use = (given: string) => `plan use local/build acme/api --automation-profile full-auto${given}`;
    await desk.unchanged(use(""), 2, "arguments.version");
    await desk.unchanged(use(" --arg version=2"), 2, "arguments.version");
    await desk.unchanged(use(" --arg version=2.1 --arg count=many"), 2, "arguments.count");
    await desk.unchanged(use(" --arg version=2.1 --arg count=10"), 2, "arguments.count");
    await desk.unchanged(use(" --arg version=2.1 --arg dry=maybe"), 2, "arguments.dry");
    await desk.unchanged(use(' --arg version=2.1 --arg hosts=["a","b","c"]'), 2, "arguments.hosts");
    await desk.unchanged(use(" --arg version=2.1 --arg dry-run=1"), 2, "arguments.dry-run");
    await desk.unchanged(use(" --arg version=2.1 --arg version=2.2"), 2, "version");
    await desk.unchanged(use(" --arg version"), 2, "--arg");
    expect((await desk.ok("plan list")).data).toMatchObject({ plans: [] });
    await desk.ok(use(' --arg version=2.1 --arg hosts=["a"]'));
    expect((await desk.ok("plan claim --actor worker:one")).data).toMatchObject({
      description: "Release 2.1 to 3 hosts, {version} stays",
      arguments: { version: "2.1", count: 3, dry: false, hosts: ["a"] },
    });
  });
});

const THRESHOLDS = [
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
];

/** In the order in which they are listed. */
const BUILT_IN = [
  "manual",
  "review",
  "supervised",
  "balanced",
  "cautious",
  "trusted",
  "auto",
  "ci",
  "full-auto",
];

const profile = (keys: Fields): Fields => ({
  name: "acme/house",
  description: "House rules",
  ...Object.fromEntries(THRESHOLDS.map((name) => [name, 0.5])),
  ...keys,
});

const profileNames = async (desk: Desk) =>
  listAt((await desk.ok("profile list")).data, "profiles").map((item) => at(item, "name"));

describe("profiles", () => {
  it("registers, shows, compares, replaces and removes a profile; plans keep their rules byte for byte [S9]", async () => {
    const desk = useDesk();
    const add = (keys: Fields, flags = "") =>
      `automation-profile add --config ${desk.file("profile.json", profile(keys))}${flags}`;
    expect((await desk.ok(add({}))).data).toMatchObject({ name: "acme/house", source: "custom" });
    expect(await profileNames(desk)).toEqual([...BUILT_IN, "acme/house"]);
    const id = await makePlan(desk, "--automation-profile acme/house");
    const frozen = () => desk.rows("SELECT effective_profile_snapshot, profile_digest FROM v3_plans");
    const before = await frozen();
    await desk.unchanged(add({}), 4, "acme/house");
    await desk.ok(add({ auto_apply: 1 }, " --replace"));
    const { data: diff } = await desk.ok(`profile diff plan:${id} acme/house`);
    expect(listAt(diff, "differences")).toMatchObject([{ rule: "auto_apply", left: 0.5, right: 1 }]);
    await desk.unchanged("profile remove acme/house --actor agent:planner", 4, "person");
    await desk.unchanged("profile remove balanced", 4, "balanced");
    await desk.ok("automation-profile remove acme/house");
    await desk.unchanged("profile show acme/house", 3, "acme/house");
    expect(await frozen()).toEqual(before);
    expect((await desk.ok(`plan snapshot ${id}`)).data).toMatchObject({ profile: { auto_apply: 0.5 } });
  });

  it("refuses a file that is wrong, with the place [X5]", async () => {
    const desk = useDesk();
    await desk.ok("profile list");
    const add = (content: Fields) => `profile add --config ${desk.file("profile.json", content)}`;
    const { auto_apply: _left, ...tooFew } = profile({});
    await desk.unchanged(add(tooFew), 2, "auto_apply");
    await desk.unchanged(add(profile({ auto_apply: 1.5 })), 2, "auto_apply");
    await desk.unchanged(add(profile({ select_tool: 1 })), 2, "select_tool");
    await desk.unchanged(add(profile({ safety: { require_sandbox: true } })), 2, "safety");
    await desk.unchanged(add(profile({ guards: { tool_denylists: [] } })), 2, "guards.tool_denylists");
    await desk.unchanged(add(profile({ name: "house" })), 2, "name");
    await desk.unchanged(add(profile({ name: "openai/house" })), 2, "openai");
    expect(await profileNames(desk)).toEqual(BUILT_IN);
  });
});

describe("settings", () => {
  it("keeps what a person sets, for the ledger or one project, and for plans to come only [S9, X4]", async () => {
    const desk = useDesk();
    const key = "core.automation-profile";
    expect((await desk.ok(`config get ${key}`)).data).toMatchObject({ key, value: null });
    const before = await makePlan(desk);
    expect((await desk.ok(`config set ${key} ci`)).data).toMatchObject({ key, value: "ci" });
    await desk.ok(`config set ${key} review --project acme/api`);
    const reference = async (id: string) =>
      at((await desk.ok(`plan status ${id}`)).data, "automation_profile");
    expect(await reference(await makePlan(desk))).toEqual({ profile_name: "review", provenance: "project" });
    const { data: other } = await desk.ok("plan use local/build acme/web");
    expect(await reference(textAt(other, "plan_id"))).toEqual({ profile_name: "ci", provenance: "global" });
    expect(await reference(before)).toEqual({ profile_name: "balanced", provenance: "global" });
    expect(listAt((await desk.ok("config list")).data, "settings")).toHaveLength(2);
    await desk.unchanged(`config set ${key} nowhere/none`, 2, "nowhere/none");
    await desk.unchanged(`config set ${key} manual --actor agent:planner`, 4, "person");
    await desk.unchanged("config set core.colour red", 2, "core.automation-profile");
  });
});

describe("creating-plans", () => {
  onEachStore((useDesk) => {
    it("lets the strongest level that names a profile win, and freezes what was resolved [S1, P3, P8, X5]", async () => {
      const desk = await useDesk();
      await createAction(desk);
      await createAction(desk, {
        name: "local/strict",
        automation_profile: "full-auto",
        safety_profile: { require_sandbox: true },
      });
      const env = { PLANWRIGHT_AUTOMATION_PROFILE: "auto" };
      const use = async (typed: string, how = {}) =>
        (await desk.ok(`plan use ${typed}`, how)).data.automation as Fields;
      expect(await use("local/build a/b")).toMatchObject({ profile: "balanced", source: "global" });
      expect(await use("local/build a/b", { env })).toMatchObject({ profile: "auto", source: "global" });
      expect(await use("local/strict a/b", { env })).toMatchObject({
        profile: "full-auto",
        source: "action",
      });
      expect(await use("local/strict a/b --automation-profile balanced")).toMatchObject({
        profile: "balanced",
        source: "plan",
      });
      expect((await desk.ok("plan list --profile full-auto")).data).toMatchObject({ summary: { total: 1 } });
      const [plan] = listAt((await desk.ok("plan list --profile full-auto")).data, "plans");
      expect((await desk.ok(`plan snapshot ${textAt(plan ?? null, "plan_id")}`)).data).toMatchObject({
        profile: { name: "full-auto", require_sandbox: true, allow_unsafe_tools: true },
      });
      const unknown = await desk.unchanged(
        "plan use local/build a/b --automation-profile a/none",
        2,
        "a/none",
      );
      expect(at(unknown.data, "error.message")).toContain("balanced");
      await desk.unchanged(["plan", "use", "local/build", "a/b", "--automation-profile", ""], 2, "empty");
      await desk.unchanged("plan use local/build a/b", 2, "PLANWRIGHT_AUTOMATION_PROFILE", {
        env: { PLANWRIGHT_AUTOMATION_PROFILE: "" },
      });
    });

    it("is a root with a name of its own, and refuses names and projects that are none [R1, X5]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--project-alias acme/api=api --invariant=Green");
      expect((await desk.ok(`plan status ${id}`)).data).toMatchObject({
        parent_plan_id: null,
        root_plan_id: id,
        projects: ["acme/api"],
      });
      expect(await desk.rows("SELECT root_plan_id, namespaced_name FROM v3_plans")).toEqual([
        { root_plan_id: id, namespaced_name: `local/build-${id.slice(-8).toLowerCase()}` },
      ]);
      const use = "plan use local/build";
      await desk.unchanged(`${use} a/b --name a/b/c`, 2, "name");
      await desk.unchanged(`${use} a/b --name openai/x`, 2, "openai");
      await desk.unchanged(`${use} a/b a/b`, 2, /projects\[1\]/);
      await desk.unchanged(`${use} a/b a/c --project-alias a/b=x --project-alias a/c=x`, 2, "alias");
      await desk.unchanged([...`${use}`.split(" "), ""], 2, /projects\[0\]/);
      await desk.unchanged([...`${use} a/b --invariant`.split(" "), ""], 2, "invariants");
      await desk.unchanged("plan use local/nowhere a/b", 3, "local/nowhere");
      await desk.unchanged(use, 2, "PROJECT");
      expect((await desk.ok("plan list")).data).toMatchObject({ summary: { total: 1 } });
    });

    it("is frozen for the program and for raw SQL [S2, R6]", async () => {
      const desk = await useDesk();
      await makePlan(desk);
      const frozen = await desk.rows("SELECT * FROM v3_plans");
      await expect(desk.meddle("UPDATE v3_plans SET effective_profile_snapshot = '{}'")).rejects.toThrow(
        "snapshot_immutable",
      );
      await expect(desk.meddle("UPDATE v3_plans SET root_plan_id = NULL")).rejects.toThrow(
        "identity_immutable",
      );
      const columns = Object.keys(frozen[0] ?? {});
      const another: Readonly<Record<string, string>> = { plan_id: "lower(plan_id)", root_plan_id: "NULL" };
      const values = columns.map((name) => another[name] ?? name);
      await expect(
        desk.meddle(`INSERT INTO v3_plans (${columns.join()}) SELECT ${values.join()} FROM v3_plans`),
      ).rejects.toThrow(
        /NOT NULL constraint failed: v3_plans.root_plan_id|null value in column "root_plan_id"/,
      );
      expect(await desk.rows("SELECT * FROM v3_plans")).toEqual(frozen);
    });
  });
});

describe("idempotency", () => {
  onEachStore((useDesk) => {
    it("makes one plan of the same request under one key, also at the same time [X3]", async () => {
      const desk = await useDesk();
      await createAction(desk);
      const use = "plan use local/build acme/api --idempotency-key once --automation-profile full-auto";
      const answers = await Promise.all(Array.from({ length: 4 }, () => desk.ask(use)));
      // Where requests do not follow one another, who comes while another one is being carried out is told so.
      const early = answers.filter(({ code }) => code !== 0);
      for (const answer of early)
        expect(answer).toMatchObject({ code: 4, data: { error: { code: "key_in_flight" } } });
      for (const _ of early) answers.push(await desk.ok(use));
      const made = answers.filter(({ code }) => code === 0);
      const ids = made.map(({ data }) => textAt(data, "plan_id"));
      expect(new Set(ids).size).toBe(1);
      expect(made.filter(({ data }) => data.replayed === true)).toHaveLength(3);
      await work(desk);
      expect((await desk.ok(use)).data).toMatchObject({ plan_id: ids[0], phase: "execute", replayed: true });
      await desk.unchanged(`${use} --name a/b`, 2, "key");
      expect((await desk.ok(`${use} --actor user:ben`)).data.plan_id).not.toBe(ids[0]);
    });
  });
});

describe("dry-runs", () => {
  it("says what would be and writes not a byte", async () => {
    const desk = useDesk();
    const id = await makePlan(desk, "--automation-profile manual");
    const before = await desk.contents();
    const other = desk.file("action.json", { ...ACTION, name: "local/other" });
    const dry = [
      "plan use local/build acme/api",
      `plan strategize ${id}`,
      `plan cancel ${id}`,
      `plan delete ${id}`,
      `plan spawn ${id} --description part`,
      "plan claim --actor worker:one",
      `action create --config ${other}`,
      "action archive local/build",
      "config set core.automation-profile ci",
      "db migrate",
    ];
    for (const typed of dry) {
      const { messages } = await desk.ok(`${typed} --dry-run`);
      expect([typed, ...messages]).toContainEqual({ level: "info", text: "Dry run: nothing was changed." });
    }
    expect((await desk.ask(`plan check ${id} strategize --dry-run`)).code).toBe(5);
    expect((await desk.contents()) === before).toBe(true);
  });
});

describe("short-ids", () => {
  onEachStore((useDesk) => {
    it("finds a plan by the last eight characters in any case, and never chooses one silently [X9]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile manual");
      const short = id.slice(-8);
      for (const form of [id, short, short.toLowerCase()])
        expect((await desk.ok(`plan status ${form}`)).data).toMatchObject({ plan_id: id });
      for (const form of [short.slice(1), id.slice(0, 8), "ZZZZZZZZ"])
        await desk.unchanged(`plan cancel ${form} --yes`, 3, form);
      await desk.unchanged("plan cancel --yes", 2, "ID");
    });
  });
});
