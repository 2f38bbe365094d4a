import { describe, expect, it } from "vitest";
import { at, listAt, textAt } from "../desk/Answer.ts";
import { createAction, makePlan, work } from "../desk/making.ts";
import { onEachStore } from "../desk/onEachStore.ts";

describe("lists", () => {
  onEachStore((useDesk) => {
    it("filters, pages and counts, newest first, and never shows a plan twice [X7, X8]", async () => {
      const desk = await useDesk();
      expect((await desk.ok("plan list")).data).toMatchObject({ plans: [], next_cursor: null });
      const ids: Array<string> = [];
      for (const profile of ["manual", "full-auto", "manual", "ci", "manual"])
        ids.unshift(
          await makePlan(desk, `--automation-profile ${profile} --name acme/${profile}-${ids.length}`),
        );
      const list = async (flags: string) => (await desk.ok(`plan list ${flags}`)).data;
      const found = async (flags: string) =>
        listAt(await list(flags), "plans").map((plan) => textAt(plan, "plan_id"));
      expect(await found("--limit 500")).toEqual(ids);
      expect(await found("--profile manual")).toEqual([ids[0], ids[2], ids[4]]);
      expect(await found("--needs-approval --limit 1")).toEqual([ids[0]]);
      expect(await found("--phase strategize --state queued")).toEqual([ids[1], ids[3]]);
      await desk.ok(`plan cancel ${ids[1]} --yes`);
      expect(await found("--phase strategize --state queued")).toEqual([ids[3]]);
      expect(await found("--state cancelled")).toEqual([ids[1]]);
      expect(await found("ACME/Full-*")).toEqual([ids[3]]);
      expect(await found("--project acme/none")).toEqual([]);
      expect(await list("--profile manual --limit 2 --count")).toMatchObject({
        summary: { total: 2 },
        totals: { total: 3 },
      });

      const paged: Array<string> = [];
      const page = async (flags: string) => {
        const data = await list(`--limit 2${flags}`);
        paged.push(...listAt(data, "plans").map((plan) => textAt(plan, "plan_id")));
        return data;
      };
      const second = textAt(await page(""), "next_cursor");
      // What is added meanwhile is newer than where the pages began.
      await makePlan(desk);
      const third = textAt(await page(` --cursor ${second}`), "next_cursor");
      expect(await page(` --cursor ${third}`)).toMatchObject({ next_cursor: null });
      expect(paged).toEqual(ids);
      await desk.unchanged(`plan list --limit 2 --phase apply --cursor ${third}`, 2, "cursor");
      await desk.unchanged("plan list --limit 501", 2, "--limit");
      await desk.unchanged("plan list --phase celebrate", 2, "celebrate");
      await desk.unchanged("plan list --root ZZZZZZZZ", 3, "ZZZZZZZZ");
      await desk.unchanged("plan list --since yesterday", 2, "--since");
    });
  });
});

describe("history", () => {
  onEachStore((useDesk) => {
    it("tells who did what, in order, and outlives the plan [D5]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile ci --actor user:ada");
      await work(desk);
      await desk.ok(`plan delete ${id} --yes --actor user:ben`);
      const { data } = await desk.ok(`plan history ${id}`);
      const events = listAt(data, "events");
      expect(events.map((event) => [at(event, "type"), at(event, "actor")])).toEqual([
        ["plan.created", "user:ada"],
        ["gate.decided", "user:ada"],
        ["plan.advanced", "user:ada"],
        ["plan.claimed", "worker:one"],
        ["plan.completed", "worker:one"],
        ["gate.decided", "worker:one"],
        ["plan.advanced", "worker:one"],
        ["plan.deleted", "user:ben"],
      ]);
      expect(events.map((event) => at(event, "id"))).toEqual(
        events.map((event) => at(event, "id")).toSorted((a, b) => Number(a) - Number(b)),
      );
      await desk.unchanged("plan history ZZZZZZZZ", 3, "ZZZZZZZZ");
      await expect(desk.meddle("DELETE FROM pw_events")).rejects.toThrow("planwright:");
    });
  });
});

describe("export", () => {
  onEachStore((useDesk) => {
    it("prints everything of one plan or of all, one record a line, and as one envelope [D5]", async () => {
      const desk = await useDesk();
      await createAction(desk);
      const ids = [await makePlan(desk), await makePlan(desk)];
      const lines = async (typed: string) => {
        const { code, stdout } = await desk.run(typed);
        expect(code).toBe(0);
        return stdout
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line));
      };
      const all = await lines("plan export --all");
      expect(all.filter(({ record }) => record === "plan").map(({ plan }) => plan.plan_id)).toEqual(
        ids.toReversed(),
      );
      expect(await lines(`plan export ${ids[1]} ${ids[0]}`)).toEqual(all);
      expect(listAt((await desk.ok("plan export --all")).data, "records")).toEqual(all);
      await desk.unchanged("plan export", 2, "--all");
      await desk.unchanged("plan export ZZZZZZZZ", 3, "ZZZZZZZZ");
    });
  });
});
