import { describe, expect, it } from "vitest";
import { at, type Fields, listAt, textAt } from "../desk/Answer.ts";
import type { Desk } from "../desk/Desk.ts";
import { claim, createAction, makePlan, RESULT, work } from "../desk/making.ts";
import { onEachStore } from "../desk/onEachStore.ts";

/** Registers a profile that lets everything pass but what `keys` say. */
const permissive = async (desk: Desk, keys: Fields): Promise<string> => {
  const { data } = await desk.ok("profile show full-auto");
  const { name: _name, source: _source, ...rules } = data;
  const file = desk.file("profile.json", { ...rules, name: "acme/guarded", ...keys });
  await desk.ok(`profile add --config ${file}`);
  return "acme/guarded";
};

describe("gates", () => {
  onEachStore((useDesk) => {
    it("holds a worker's confidence against the threshold, and never remembers it [X2]", async () => {
      const desk = await useDesk();
      const low = await makePlan(desk, "--automation-profile balanced");
      const waiting = await work(desk, "--confidence 0.79");
      expect(waiting).toBe(low);
      expect((await desk.ok(`plan status ${low}`)).data).toMatchObject({
        phase: "strategize",
        state: "complete",
        waiting_for: { operation: "execute", threshold: { name: "auto_execute", value: 0.8 } },
      });
      const asked = await desk.refused(`plan execute ${low} --actor agent:planner --confidence 0.79`, 5, low);
      expect(textAt(asked.data, "error.message")).toContain("0.8");
      await desk.refused(`plan execute ${low} --actor agent:planner`, 5, low);
      expect(
        (await desk.ok(`plan execute ${low} --actor agent:planner --confidence 0.8`)).data,
      ).toMatchObject({
        phase: "execute",
        state: "queued",
        decision: { outcome: "automatic", confidence: 0.8 },
      });
      for (const confidence of ["1.1", "-0.1", "NaN", "high"])
        await desk.unchanged(`plan check ${low} apply --confidence=${confidence}`, 2, "confidence");
    });

    it("says with the exit code of `check` what a gate answers, and writes its record only", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile manual");
      const check = async (asked: string, actor = "agent:planner") =>
        (await desk.ask(`plan check ${id} ${asked} --actor ${actor}`)).code;
      const plan = () => desk.rows("SELECT * FROM v3_plans");
      const before = await plan();
      expect(await check("strategize")).toBe(5);
      expect(await check("spawn --confidence 0.5", "user:ada")).toBe(5);
      expect(await plan()).toEqual(before);
      expect(await check("tool --tool git.push --unsafe")).toBe(4);
      expect(await check("tool --tool git.status")).toBe(0);
      const { data } = await desk.ok(`plan explain ${id}`);
      expect(listAt(data, "decisions").map((decision) => at(decision, "outcome"))).toEqual([
        "needs_approval",
        "needs_approval",
        "needs_approval",
        "refused",
        "automatic",
      ]);
      await desk.unchanged(`plan check ${id} guess`, 2, "guess");
    });
  });
});

describe("guards", () => {
  onEachStore((useDesk) => {
    it("refuses by a rule whatever the person, and asks a person where a rule says so", async () => {
      const desk = await useDesk();
      const profile = await permissive(desk, {
        max_cost_per_plan: 1,
        guards: {
          tool_denylist: ["rm"],
          require_approval_for_writes: true,
          require_approval_for_apply: true,
        },
      });
      const id = await makePlan(desk, `--automation-profile ${profile}`);
      const tool = async (asked: string) =>
        (await desk.ask(`plan check ${id} tool --actor agent:a ${asked}`)).data;
      expect(await tool("--tool rm")).toMatchObject({ decision: { outcome: "refused" } });
      expect(await tool("--tool cat")).toMatchObject({ decision: { outcome: "automatic" } });
      expect(await tool("--tool tee --writes")).toMatchObject({ decision: { outcome: "needs_approval" } });
      await work(desk);
      await work(desk);
      const status = (await desk.ok(`plan status ${id}`)).data;
      expect(status).toMatchObject({ phase: "execute", state: "complete" });
      // The cost of 0.5 for each phase has reached the cap.
      await desk.refused(`plan apply ${id} --yes`, 4, "cost");
    });

    it("keeps nothing of a result that lacks a sandbox where one is required", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile ci");
      const strategy = await claim(desk);
      await desk.ok(`plan complete ${id} --actor worker:one --lease-token ${strategy.token}`);
      const { token } = await claim(desk);
      const complete = (result: Fields) =>
        `plan complete ${id} --actor worker:one --lease-token ${token} --result ${desk.file("result.json", result)}`;
      const { sandbox_refs: _refs, ...without } = RESULT;
      await desk.unchanged(complete(without), 4, "sandbox");
      await desk.unchanged(complete({ ...RESULT, sandbox_ref: "x" }), 2, "sandbox_ref");
      await desk.unchanged(complete({ ...RESULT, cost: -1 }), 2, "cost");
      expect((await desk.ok(complete(RESULT))).data).toMatchObject({ phase: "apply", state: "queued" });
      const last = await claim(desk);
      const failed = desk.file("result.json", { ...RESULT, validation_summary: { required_failed: 1 } });
      await desk.unchanged(
        `plan complete ${id} --actor worker:one --lease-token ${last.token} --result ${failed}`,
        4,
        "validation",
      );
    });
  });
});

describe("unattended", () => {
  onEachStore((useDesk) => {
    it("moves nothing under manual however often workers ask, and everything under full-auto [X1]", async () => {
      const desk = await useDesk();
      const manual = await makePlan(desk, "--automation-profile manual");
      const before = await desk.contents();
      for (let round = 0; round < 3; round++) {
        expect((await desk.ok("plan claim --actor worker:one")).data).toEqual({ plan_id: null });
        await desk.ok("plan reclaim --actor system:reaper");
      }
      expect((await desk.contents()) === before).toBe(true);
      const auto = await makePlan(desk, "--automation-profile full-auto");
      for (let phase = 0; phase < 3; phase++) expect(await work(desk)).toBe(auto);
      expect((await desk.ok("plan list --state applied")).data).toMatchObject({ summary: { applied: 1 } });
      expect((await desk.ok(`plan strategize ${manual}`)).data).toMatchObject({ state: "queued" });
    });
  });
});

describe("work-and-leases", () => {
  onEachStore((useDesk) => {
    it("gives a worker all that it needs under a token, and takes reports with that token only [X3]", async () => {
      const desk = await useDesk();
      await createAction(desk, { invariants: ["Tests stay green"] });
      const id = await makePlan(desk, "--automation-profile manual");
      const other = await makePlan(desk, "--automation-profile full-auto");
      await desk.ok(`plan strategize ${id}`);
      const { data } = await desk.ok("plan claim --worker two --lease 60s --actor worker:one");
      expect(data).toMatchObject({
        plan_id: other,
        state: "processing",
        description: "Builds something",
        definition_of_done: "It is built",
        invariants: [{ text: "Tests stay green" }],
        actors: { strategy: "local/strategist" },
      });
      const token = textAt(data, "lease_token");
      expect(token).toMatch(new RegExp(`^${other}[.]1[.][0-9a-f]{32}$`));
      const own = await claim(desk);
      expect(own.id).toBe(id);
      for (const wrong of [token, "secret", `${id}.1.${"0".repeat(32)}`]) {
        const refused = await desk.unchanged(`plan complete ${id} --lease-token ${wrong}`, 4, "lease");
        expect(at(refused.data, "error.code")).toBe("lease_lost");
        expect(refused.stderr).not.toContain(wrong);
      }
      expect((await desk.ok(`plan heartbeat ${id} --lease-token ${own.token}`)).data).toMatchObject({
        plan_id: id,
      });
      expect((await desk.ok(`plan release ${id} --lease-token ${own.token}`)).data).toMatchObject({
        phase: "strategize",
        state: "queued",
      });
      await desk.unchanged(`plan release ${id} --lease-token ${own.token}`, 4, id);
      await desk.unchanged(`plan reclaim ${other}`, 4, "live");
      await desk.unchanged("plan claim --lease 9s", 2, "lease");
      // The secret is stored as a hash only.
      const secret = token.slice(-32);
      expect(await desk.contents()).not.toContain(secret);
    });

    it("counts automatic retries, and leaves the next to a person [X6]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile ci");
      const fail = async () => {
        const { token } = await claim(desk);
        return (
          await desk.ok(`plan fail ${id} --actor worker:one --lease-token ${token} --category transient`)
        ).data;
      };
      for (let attempt = 2; attempt <= 4; attempt++)
        expect(await fail()).toMatchObject({ state: "queued", attempt });
      expect(await fail()).toMatchObject({
        state: "errored",
        attempt: 4,
        waiting_for: { operation: "retry" },
      });
      expect((await desk.ok(`plan retry ${id}`)).data).toMatchObject({ state: "queued", attempt: 5 });
    });
  });
});

describe("capture", () => {
  onEachStore((useDesk) => {
    /** As an adopted ledger holds a plan from before there were rules to freeze. */
    const forget = (
      desk: Desk,
      snapshot: string,
      reference = '{"profile_name":"manual","provenance":"plan"}',
    ) =>
      desk.meddle(
        "INSERT INTO pw_repairs (plan_id) SELECT plan_id FROM v3_plans",
        `UPDATE v3_plans SET effective_profile_snapshot = '${snapshot}', profile_digest = NULL`,
        `UPDATE v3_plans SET automation_profile = '${reference}'`,
        "DELETE FROM pw_repairs",
      );

    it("moves a plan without rules only after a person captured some [S5, X6]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile manual");
      await forget(desk, "{}");
      expect((await desk.ok(`plan status ${id}`)).data).toMatchObject({
        effective_profile_snapshot: { state: "not_captured", profile: null },
        waiting_for: { kind: "capture" },
      });
      const refused = await desk.unchanged(`plan strategize ${id}`, 4, "plan capture");
      expect(at(refused.data, "error.code")).toBe("not_captured");
      await desk.unchanged(`plan capture ${id} --actor agent:planner`, 4, "person");
      const captured = await desk.ok(`plan capture ${id} --automation-profile full-auto`);
      expect(captured.data).toMatchObject({ effective_profile_snapshot: { state: "captured" } });
      await desk.unchanged(`plan capture ${id} --automation-profile ci`, 4, id);
    });

    it("shows a damaged plan and the others, and never what is damaged [P7, L1]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk);
      await forget(desk, '{"MARKER": ', "{MARKER");
      const said: Array<string> = [];
      for (const typed of [
        "plan list",
        `plan status ${id}`,
        `plan snapshot ${id} --format=json`,
        `plan export ${id}`,
        `plan tree ${id} --format=table`,
        `plan strategize ${id}`,
        "plan claim --format=table",
      ]) {
        const { stderr, stdout } = await desk.run(typed);
        said.push(stdout, stderr);
      }
      expect(said.join("")).toContain(id);
      expect(said.join("")).not.toContain("MARKER");
      const status = await desk.ok(`plan status ${id}`);
      expect(status.data).toMatchObject({ effective_profile_snapshot: { state: "damaged", length: 11 } });
      // Whoever looks after the ledger is told, once, and by length only.
      expect(status.stderr).toMatch(/^warning: [^\n]*11 characters[^\n]*\n$/);
      expect((await desk.ok(`plan cancel ${id} --yes`)).data).toMatchObject({ state: "cancelled" });
    });
  });
});
