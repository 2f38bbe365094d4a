import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { at, type Json, listAt, textAt } from "../desk/Answer.ts";
import { claim, createAction, makePlan, RESULT, work } from "../desk/making.ts";
import { onEachStore } from "../desk/onEachStore.ts";
import { schemaProblems } from "../desk/schemas.ts";

/** What a command tells the reader to type, without the program's name. */
const typed = (command: string): string => command.replace(/^planwright /, "");

describe("life-cycle", () => {
  onEachStore((useDesk) => {
    it("leads a plan from its action to applied, each step a process and a person at every gate [X1, X8]", async () => {
      const desk = await useDesk();
      await createAction(desk, {
        description: "Build {what}",
        arguments: [{ name: "what", type: "string" }],
        invariants: ["Tests stay green"],
      });
      const used = await desk.ok("plan use local/build acme/api --arg what=it --automation-profile manual");
      expect(used).toMatchObject({ status: "warn", data: { phase: "action", state: "queued" } });
      const id = textAt(used.data, "plan_id");

      for (const [phase, gate] of [
        ["strategize", "auto_strategize"],
        ["execute", "auto_execute"],
        ["apply", "auto_apply"],
      ] as const) {
        // The gate waits for a person: workers get nothing, an agent is told so and only the question is kept.
        expect((await desk.ok("plan claim --actor worker:one")).data).toEqual({ plan_id: null });
        const version = at((await desk.ok(`plan status ${id}`)).data, "version");
        const asked = await desk.refused(`plan advance ${id} --to ${phase} --actor agent:planner`, 5, id);
        expect(at(asked.data, "error.code")).toBe("approval_required");
        const { data: waiting } = await desk.ok(`plan status ${id}`);
        expect(waiting).toMatchObject({
          version,
          waiting_for: { kind: "approval", threshold: { name: gate } },
        });

        // What `explain` says to do next is what lets it go on.
        const { data: why } = await desk.ok(`plan explain ${id} --operation ${phase}`);
        const last = listAt(why, "decisions").at(-1) ?? null;
        expect(last).toMatchObject({
          outcome: "needs_approval",
          threshold: { name: gate, value: 1 },
          actor: "agent:planner",
          approvers: ["user:*"],
        });
        const next = typed(textAt(last, "next_command"));
        expect(next).toBe(typed(textAt(waiting, "waiting_for.next_command")));
        const advanced = await desk.ok(`${next} --actor user:ada${phase === "apply" ? " --yes" : ""}`);
        expect(advanced.data).toMatchObject({
          phase,
          state: "queued",
          decision: { outcome: "approved", actor: "user:ada" },
        });
        expect(await work(desk)).toBe(id);
      }

      const { data: done } = await desk.ok(`plan status ${id.slice(-8).toLowerCase()}`);
      expect(done).toMatchObject({
        plan_id: id,
        phase: "apply",
        state: "applied",
        waiting_for: null,
        attempt: 1,
      });

      const { data: list } = await desk.ok("plan list --state applied");
      expect(list).toMatchObject({ plans: [{ plan_id: id }], summary: { total: 1, applied: 1 } });
      const { data: tree } = await desk.ok(`plan tree ${id}`);
      expect(tree).toMatchObject({ tree: { plan_id: id, children: [] }, summary: { nodes: 1, depth: 0 } });
      const { data: history } = await desk.ok(`plan history ${id}`);
      const happened = listAt(history, "events").map((event) => textAt(event, "type"));
      const phase = ["plan.advanced", "plan.claimed", "plan.completed"];
      expect(happened.filter((type) => type !== "gate.decided")).toEqual([
        "plan.created",
        ...phase,
        ...phase,
        ...phase,
      ]);
      await desk.unchanged(`plan retry ${id}`, 4, "apply/applied");
    });

    it("shows rules whose digest anybody can compute, and exports all that is known [S1, S8]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile review");
      const { data } = await desk.ok(`plan snapshot ${id}`);
      // Canonical JSON (RFC 8785) of a profile: keys in order, nothing between.
      const canonical = (value: Json): string =>
        typeof value !== "object" || value === null
          ? JSON.stringify(value)
          : Array.isArray(value)
            ? `[${value.map(canonical).join(",")}]`
            : `{${Object.entries(value)
                .toSorted(([a], [b]) => (a < b ? -1 : 1))
                .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
                .join(",")}}`;
      const digest = createHash("sha256")
        .update(canonical(at(data, "profile") ?? null))
        .digest("hex");
      expect(data).toMatchObject({ state: "captured", digest, provenance: "plan" });

      const { code, stderr, stdout } = await desk.run(`plan export ${id} --format jsonl`);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const lines = stdout.trimEnd().split("\n");
      const records = lines.map((line): Json => JSON.parse(line));
      expect(records.flatMap((record) => schemaProblems("plan export line", record))).toEqual([]);
      expect(new Set(records.map((record) => at(record, "record")))).toEqual(
        new Set(["plan", "snapshot", "decision", "event"]),
      );
      expect(records.find((record) => at(record, "record") === "snapshot")).toMatchObject({
        snapshot: { digest },
      });
    });

    it("has a way out of every stop: a failure is retried by a person, a constrained plan led back [X6]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile ci");
      const first = await claim(desk);
      const details = desk.file("details.json", { tool: "compiler", line: 7 });
      const failed = await desk.ok([
        ...`plan fail ${id} --actor worker:one --lease-token ${first.token} --category validation`.split(" "),
        "--message",
        "It does not compile",
        "--details",
        details,
      ]);
      expect(failed).toMatchObject({
        status: "warn",
        data: { phase: "strategize", state: "errored", error: { message: "It does not compile" } },
      });
      await desk.refused(`plan retry ${id} --actor agent:planner --confidence 1`, 5, id);
      expect((await desk.ok(`plan retry ${id}`)).data).toMatchObject({
        state: "queued",
        attempt: 2,
        error: null,
      });
      await work(desk);
      await work(desk);
      const last = await claim(desk);
      const constrained = await desk.ok(
        `plan constrain ${id} --actor worker:one --lease-token ${last.token}`,
      );
      expect(constrained.data).toMatchObject({ phase: "apply", state: "constrained" });
      const reverted = await desk.ok(["plan", "revert", id, "--reason", "Another way"]);
      expect(reverted.data).toMatchObject({ phase: "strategize", state: "queued", attempt: 3 });
      for (let step = 0; step < 3; step++) await work(desk);
      expect((await desk.ok(`plan wait ${id} --until applied --timeout 30s`)).data).toMatchObject({
        state: "applied",
      });
    });

    it("is told the place of what is impossible, and what is possible there", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile manual");
      await desk.unchanged(`plan apply ${id} --yes`, 4, /action\/queued[^\n]*possible now: [^\n]*advance/);
      await desk.unchanged(`plan revert ${id}`, 4, "action/queued");
      const cancelled = await desk.ok(["plan", "cancel", id, "--yes", "--reason", "No longer needed"]);
      expect(cancelled.data).toMatchObject({
        plan_id: id,
        phase: "action",
        state: "cancelled",
        reason: "No longer needed",
        child_plans: { cancelled: 0, already_finished: 0 },
      });
      await desk.unchanged(`plan strategize ${id}`, 4, "action/cancelled");
    });
  });
});

describe("reverts", () => {
  onEachStore((useDesk) => {
    it("goes back to strategize at most three times, and clears what the attempt left [X6]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile review");
      for (let attempt = 1; attempt <= 4; attempt++) {
        await work(desk);
        await work(desk);
        expect((await desk.ok(`plan status ${id}`)).data).toMatchObject({
          phase: "execute",
          state: "complete",
          attempt,
        });
        if (attempt === 4) break;
        const { data } = await desk.ok(`plan revert ${id}`);
        expect(data).toMatchObject({ phase: "strategize", state: "queued", attempt: attempt + 1 });
        expect(
          await desk.rows(
            "SELECT changeset_id, sandbox_refs_json, last_checkpoint_id, reversion_count FROM v3_plans",
          ),
        ).toEqual([
          {
            changeset_id: null,
            sandbox_refs_json: expect.toSatisfy((text) => text === null || text === "[]"),
            last_checkpoint_id: RESULT.last_checkpoint_id,
            reversion_count: attempt,
          },
        ]);
      }
      const { data } = await desk.unchanged(`plan revert ${id}`, 4, id);
      expect(at(data, "error.code")).toBe("reversion_limit");
    });
  });
});
