import { describe, expect, it } from "vitest";
import { at, listAt, textAt } from "../desk/Answer.ts";
import type { Desk } from "../desk/Desk.ts";
import { claim, createAction, makePlan, work } from "../desk/making.ts";
import { onEachStore } from "../desk/onEachStore.ts";

const spawn = async (desk: Desk, parent: string, description: string, flags = ""): Promise<string> => {
  const typed = ["plan", "spawn", parent, "--description", description, ...flags.split(" ").filter(Boolean)];
  return textAt((await desk.ok(typed)).data, "plan_id");
};

describe("trees", () => {
  onEachStore((useDesk) => {
    it("gives every descendant the top's root and rules, shows and counts all of it [R2, R3, S1]", async () => {
      const desk = await useDesk();
      const top = await makePlan(desk, "--automation-profile full-auto");
      const child = await spawn(desk, top, "a part");
      const leaf = await spawn(desk, child, "a part of the part");
      await spawn(desk, top, "another part");
      const rows = await desk.rows(
        "SELECT DISTINCT root_plan_id, automation_profile, profile_digest FROM v3_plans",
      );
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ root_plan_id: top });

      const { data } = await desk.ok(`plan tree ${top} --depth 1`);
      expect(data).toMatchObject({ summary: { nodes: 4, depth: 2, by_state: { queued: 4 } } });
      expect(listAt(data, "tree.children").map((node) => at(node, "descendants") ?? 0)).toEqual([1, 0]);
      const { stdout } = await desk.run(`plan tree ${top} --format jsonl`);
      const flat = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(flat.map(({ depth }) => depth)).toEqual([0, 1, 2, 1]);
      expect(flat[2]).toMatchObject({ plan_id: leaf });
      expect((await desk.ok(`plan status ${top}`)).data).toMatchObject({ children: { total: 2 } });
      expect((await desk.ok(`plan list --root ${leaf}`)).data).toMatchObject({ summary: { total: 4 } });

      await desk.unchanged(["plan", "spawn", "ZZZZZZZZ", "--description", "x"], 3, "ZZZZZZZZ");
      const worse = await desk.unchanged(
        `plan spawn ${await makePlan(desk, "--automation-profile ci")} --automation-profile full-auto`,
        4,
        "require_sandbox",
      );
      expect(at(worse.data, "error.message")).toContain("allow_unsafe_tools");
    });

    it("cancels and deletes what is below, and keeps the record [D2, D3, D5]", async () => {
      const desk = await useDesk();
      const top = await makePlan(desk, "--automation-profile full-auto");
      const child = await spawn(desk, top, "a part");
      const leaf = await spawn(desk, child, "a part of the part");
      await desk.unchanged(`plan delete ${top} --yes`, 4, "2 descendants");
      await desk.unchanged(`plan delete ${top} --tree`, 2, "--yes");
      expect((await desk.ok(`plan cancel ${child} --yes`)).data).toMatchObject({
        child_plans: { cancelled: 1, already_finished: 0 },
      });
      expect((await desk.ok(`plan status ${top}`)).data).toMatchObject({ state: "queued" });
      expect((await desk.ok(`plan delete ${child} --tree --yes`)).data).toMatchObject({ deleted: 2 });
      await desk.unchanged(`plan status ${leaf}`, 3, leaf);
      expect(listAt((await desk.ok(`plan history ${leaf}`)).data, "events").length).toBeGreaterThan(0);
      expect((await desk.ok(`plan delete ${top} --yes`)).data).toMatchObject({ deleted: 1 });
      expect(await desk.rows("SELECT count(*) AS plans FROM v3_plans")).toEqual([{ plans: 0 }]);
      expect(await desk.rows("SELECT count(*) AS texts FROM pw_snapshots")).toEqual([{ texts: 1 }]);
    });

    it("is not applied while something below is unfinished, nor deleted while somebody works in it", async () => {
      const desk = await useDesk();
      const top = await makePlan(desk, "--automation-profile full-auto");
      await work(desk);
      await work(desk);
      const child = await spawn(desk, top, "a part");
      const first = await claim(desk);
      expect(first.id).toBe(top);
      await desk.unchanged(`plan complete ${top} --lease-token ${first.token}`, 4, "1");
      await desk.unchanged(`plan delete ${top} --tree --yes`, 4, "lease");
      await desk.ok(`plan cancel ${child} --yes`);
      expect((await desk.ok(`plan complete ${top} --lease-token ${first.token}`)).data).toMatchObject({
        state: "applied",
      });
    });
  });
});

describe("subplans", () => {
  onEachStore((useDesk) => {
    it("lets workers claim a child when all that it depends on is applied", async () => {
      const desk = await useDesk();
      const settings = desk.file("subplans.yaml", "execution_mode: dependency_ordered\nmax_parallel: 2\n");
      const top = await makePlan(desk, `--automation-profile full-auto --subplans ${settings}`);
      await work(desk);
      const first = await spawn(desk, top, "first");
      const second = await spawn(desk, top, "second", `--depends-on ${first}`);
      await desk.unchanged(`plan spawn ${top} --depends-on ${top}`, 2, "depends");
      expect((await desk.ok(`plan status ${second}`)).data).toMatchObject({
        waiting_for: { kind: "dependency", plans: [first] },
      });
      // `top` is queued for `execute`; the children are not its business.
      const working = await claim(desk);
      expect(working.id).toBe(top);
      for (let phase = 0; phase < 3; phase++) {
        const own = await claim(desk, "two");
        expect(own.id).toBe(first);
        expect((await desk.ok("plan claim --actor worker:three")).data).toEqual({ plan_id: null });
        await desk.ok(`plan complete ${first} --lease-token ${own.token}`);
      }
      expect((await claim(desk, "two")).id).toBe(second);
    });

    it("refuses settings that are none, with the place [X5]", async () => {
      const desk = await useDesk();
      await createAction(desk);
      for (const [settings, says] of [
        [{ max_parallel: 65 }, "max_parallel"],
        [{ execution_mode: "random" }, "execution_mode"],
        [{ retries: 1 }, "retries"],
      ] as const)
        await desk.unchanged(
          `plan use local/build acme/api --subplans ${desk.file("subplans.json", settings)}`,
          2,
          says,
        );
      expect((await desk.ok("plan list")).data).toMatchObject({ plans: [] });
    });
  });
});
