import { describe, expect, it } from "vitest";
import { type Answer, at, listAt, readAnswer, textAt } from "../desk/Answer.ts";
import type { Desk } from "../desk/Desk.ts";
import { ACTION, claim, createAction, makePlan } from "../desk/making.ts";
import { onEachStore } from "../desk/onEachStore.ts";
import { startTogether } from "../desk/startTogether.ts";

const JSON_FLAG = " --format=json";

/** Exit codes, smallest first. */
const codes = (answers: ReadonlyArray<Answer>): ReadonlyArray<number> =>
  answers.map(({ code }) => code).toSorted((a, b) => a - b);

const zeroThenFours = (count: number): ReadonlyArray<number> => [
  0,
  ...Array.from({ length: count - 1 }, () => 4),
];

const atOnce = (
  desk: Desk,
  count: number,
  typed: (index: number) => string,
): Promise<ReadonlyArray<Answer>> =>
  Promise.all(Array.from({ length: count }, (_, index) => desk.ask(typed(index))));

describe("processes", () => {
  onEachStore((useDesk) => {
    it("shows a change to another process at once, also to one that is waiting [X4]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile full-auto");
      const waiting = desk.start(`plan wait ${id} --until cancelled --timeout 40s${JSON_FLAG}`);
      await desk.ok("config set core.automation-profile ci");
      const { data } = await desk.ok("plan use local/build acme/api");
      expect(data).toMatchObject({ automation: { profile: "ci", source: "global" } });
      await claim(desk);
      expect((await desk.ok(`plan status ${id}`)).data).toMatchObject({ state: "processing" });
      await desk.ok(`plan cancel ${id} --yes`);
      expect(readAnswer("plan wait", await waiting.ended)).toMatchObject({
        code: 0,
        data: { state: "cancelled" },
      });
    });

    it("makes a transition in exactly one of six processes [X3]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile manual");
      for (const typed of [`plan advance ${id} --to strategize`, `plan cancel ${id} --yes`])
        expect(codes(await atOnce(desk, 6, () => typed))).toEqual(zeroThenFours(6));
      expect((await desk.ok(`plan status ${id}`)).data).toMatchObject({ state: "cancelled", version: 3 });
      expect(
        await desk.rows(
          "SELECT type, count(*) AS events FROM pw_events WHERE type LIKE 'plan.%' GROUP BY type",
        ),
      ).toEqual([
        { type: "plan.advanced", events: 1 },
        { type: "plan.cancelled", events: 1 },
        { type: "plan.created", events: 1 },
      ]);
    });

    it("gives a plan to exactly one of eight workers, and the others nothing [X3]", async () => {
      const desk = await useDesk();
      const ids = [
        await makePlan(desk, "--automation-profile full-auto"),
        await makePlan(desk, "--automation-profile full-auto"),
      ];
      const claims = await atOnce(desk, 8, (index) => `plan claim --actor worker:w${index}`);
      expect(codes(claims)).toEqual(Array.from({ length: 8 }, () => 0));
      const given = claims.map(({ data }) => data.plan_id).filter((id) => id !== null);
      expect(given).toHaveLength(2);
      expect(given).toEqual(expect.arrayContaining(ids));
      expect(await desk.rows("SELECT count(*) AS leases FROM pw_leases")).toEqual([{ leases: 2 }]);
    });

    it("takes the report of exactly one of four who hand it in at the same moment [X3]", async () => {
      const desk = await useDesk();
      const id = await makePlan(desk, "--automation-profile manual");
      await desk.ok(`plan strategize ${id}`);
      const { token } = await claim(desk);
      const reports = await startTogether(desk, 4, {
        typed: (file) =>
          `plan complete ${id} --actor worker:one --lease-token ${token} --result ${file}${JSON_FLAG}`,
        content: JSON.stringify({ changeset_id: "change-1" }),
      });
      expect(codes(reports.map((ended) => readAnswer("plan complete", ended)))).toEqual(zeroThenFours(4));
      expect((await desk.ok(`plan status ${id}`)).data).toMatchObject({ state: "complete" });
    });

    it("creates a name in exactly one of four processes, and the schema once for all of them [U13, X3]", async () => {
      const desk = await useDesk();
      const creations = await startTogether(desk, 4, {
        typed: (file) => `action create --config ${file}${JSON_FLAG}`,
        content: JSON.stringify(ACTION),
      });
      expect(codes(creations.map((ended) => readAnswer("action create", ended)))).toEqual(zeroThenFours(4));
      expect((await desk.ok("db verify")).data).toMatchObject({ equal: true, differences: [] });
      const { data } = await desk.ok("db status");
      expect(data).toMatchObject({ healthy: true, pending: [] });
      const applied = (await desk.rows("SELECT name FROM pw_migrations ORDER BY name")).map(
        ({ name }) => name,
      );
      expect(applied).toEqual([...new Set(applied)]);
      expect(applied.at(-1)).toBe(data.schema_version);
      expect(
        await desk.rows("SELECT count(*) AS events FROM pw_events WHERE type = 'action.created'"),
      ).toEqual([{ events: 1 }]);
    });

    it("lets everybody in whose first use is the same moment, each with what it made [U13]", async () => {
      const desk = await useDesk();
      const names = ["local/a", "local/b", "local/c", "local/d"];
      const started = await Promise.all(
        names.map((name) =>
          desk.ask(`action create --config ${desk.file("action.json", { ...ACTION, name })}`),
        ),
      );
      expect(codes(started)).toEqual([0, 0, 0, 0]);
      const { data } = await desk.ok("action list");
      expect(listAt(data, "actions").map((action) => textAt(action, "name"))).toEqual(names);
    });

    it("counts every one of many writes from several processes", async () => {
      const desk = await useDesk();
      await createAction(desk);
      const answers = await atOnce(
        desk,
        12,
        (index) => `plan use local/build acme/api --name acme/n${index}`,
      );
      expect(codes(answers)).toEqual(Array.from({ length: 12 }, () => 0));
      expect(new Set(answers.map(({ data }) => data.plan_id)).size).toBe(12);
      expect((await desk.ok("plan list --count")).data).toMatchObject({ totals: { total: 12 } });
      expect(at((await desk.ok("db verify")).data, "equal")).toBe(true);
    });

    it("shares the work of one ledger among workers until nothing is left, and gives nothing twice [X3]", async () => {
      const desk = await useDesk();
      const count = 4;
      const ids = new Set<string>();
      for (let plan = 0; plan < count; plan++)
        ids.add(await makePlan(desk, "--automation-profile full-auto"));
      const phases = 3;
      const reported: Array<string> = [];
      const worker = async (name: string): Promise<void> => {
        while (reported.length < count * phases) {
          const { data } = await desk.ok(`plan claim --actor worker:${name}`);
          if (data.plan_id === null) continue;
          const [id, token] = [textAt(data, "plan_id"), textAt(data, "lease_token")];
          await desk.ok(`plan complete ${id} --actor worker:${name} --lease-token ${token}`);
          reported.push(id);
        }
      };
      await Promise.all(["one", "two", "three"].map(worker));
      expect(reported).toHaveLength(count * phases);
      expect(new Set(reported)).toEqual(ids);
      expect((await desk.ok("plan list --state applied")).data).toMatchObject({
        summary: { applied: count },
      });
      const claims =
        "SELECT count(*) AS claims, count(DISTINCT plan_id) AS plans FROM pw_events WHERE type = 'plan.claimed'";
      expect(await desk.rows(claims)).toEqual([{ claims: count * phases, plans: count }]);
      expect(await desk.rows("SELECT DISTINCT lease_fence AS fence FROM v3_plans")).toEqual([
        { fence: phases },
      ]);
    });

    it("waits for a lock, and gives up with a sentence and without a trace", async () => {
      const desk = await useDesk();
      await createAction(desk);
      const holder = await desk.lock();
      const waiting = desk.start(`plan use local/build acme/api${JSON_FLAG}`);
      try {
        const refused = await desk.refused("plan use local/build acme/web", 6, "busy");
        expect(at(refused.data, "error.code")).toBe("busy");
      } finally {
        await holder.release();
      }
      // Who began to wait before may have been let in or may have given up as well; both in one piece.
      const other = readAnswer("plan use", await waiting.ended);
      expect([0, 6]).toContain(other.code);
      const total = other.code === 0 ? 1 : 0;
      expect((await desk.ok("plan list")).data).toMatchObject({ summary: { total } });
    });
  });
});
