import process from "node:process";
import type { Server } from "@planwright/test-postgres";
import { describe, expect, it, onTestFinished } from "vitest";
import { textAt } from "../desk/Answer.ts";
import type { Desk } from "../desk/Desk.ts";
import { createAction } from "../desk/making.ts";
import { Random } from "../desk/Random.ts";
import type { Ended } from "../desk/start.ts";
import type { Row } from "../desk/stores/Store.ts";
import { useDeskOnServer } from "../desk/useDesk.ts";
import { useDeskOn, useServer } from "../machine/useServer.ts";
import { Wire } from "../machine/Wire.ts";

const long = process.env.PLANWRIGHT_TEST_SOAK === "1";
/** Kills of the program, and of the server, per run; the long run of the same test takes its time. */
const KILLS = long ? 2_000 : 30;
const CRASHES = long ? 200 : 8;

const layWire = async (desk: Desk): Promise<Wire> => {
  const wire = await Wire.to(desk.store.url);
  onTestFinished(() => wire.close());
  return wire;
};

/** Creates the action, and tells how a plan of it is made that has everything a plan can have. */
const prepare = async (desk: Desk): Promise<(round: number) => string> => {
  await createAction(desk, { arguments: [{ name: "n", type: "integer" }], invariants: ["Green"] });
  return (round) =>
    `plan use local/build acme/api acme/web --arg n=${round} --name acme/n${round} --automation-profile manual --format=json`;
};

/** Everything that belongs to a plan is there as often as the plan itself. */
const expectWhole = async (desk: Desk, count: number): Promise<void> => {
  const whole = [
    "SELECT count(*) AS n FROM plan_arguments",
    "SELECT count(*) AS n FROM plan_invariants",
    "SELECT count(*) / 2.0 AS n FROM plan_projects",
    "SELECT count(*) AS n FROM pw_gate_decisions",
    "SELECT count(*) AS n FROM pw_events WHERE type = 'plan.created'",
    "SELECT count(*) AS n FROM v3_plans JOIN pw_snapshots ON digest = profile_digest",
  ];
  for (const sql of whole) expect({ sql, rows: await desk.rows(sql) }).toEqual({ sql, rows: [{ n: count }] });
  expect((await desk.ok("plan list --count")).data).toMatchObject({ totals: { total: count } });
  expect((await desk.ok("db verify")).data).toMatchObject({ equal: true });
};

const hasAnswered = ({ stdout }: Ended): boolean => stdout.endsWith("}\n");

const over = (desk: Desk, wire: Wire, typed: string) =>
  desk.start(typed, { env: { PLANWRIGHT_DATABASE_URL: wire.url } });

/** How many pieces go over a wire when nothing happens to it. */
const undisturbed = async (desk: Desk, wire: Wire, typed: string): Promise<number> => {
  wire.onPiece(Number.POSITIVE_INFINITY, () => {});
  expect(await over(desk, wire, typed).ended).toMatchObject({ code: 0 });
  return wire.pieces;
};

/** Whether the caller was told that it is not known what became of the call. */
const isInDoubt = ({ stderr, stdout }: Ended): boolean =>
  `${stdout}${stderr}`.includes("it is not known whether anything was written");

/** The rows that must be there after what a command said: its plan, or none where it failed as a server's end makes it fail. */
const toldOf = ({ stdout }: Ended): ReadonlyArray<Row> => {
  const { data, exit_code: code } = JSON.parse(stdout);
  if (code === 0) return [{ plan_id: textAt(data, "plan_id") }];
  const error = textAt(data, "error.code");
  if (code !== 6 || error !== "unavailable") throw new Error(`it ended with ${code} ${error}\n${stdout}`);
  return [];
};

/** Kills a server and starts it again; what was on its way is lost. */
const crash = async (server: Server, wire: Wire): Promise<void> => {
  await server.kill("SIGKILL");
  await server.start();
  wire.cut();
};

describe("durability", () => {
  it("keeps every write that was answered, and nothing half, when the program is killed [X5]", {
    timeout: 60_000 + KILLS * 1_000,
  }, async () => {
    const desk = await useDeskOnServer();
    const wire = await layWire(desk);
    const use = await prepare(desk);
    const pieces = await undisturbed(desk, wire, use(0));
    const random = new Random();
    const ends: Array<Ended> = [];
    for (let round = 1; round <= KILLS; round++) {
      const { child, ended } = over(desk, wire, use(round));
      wire.onPiece(1 + random.below(pieces), () => child.kill("SIGKILL"));
      ends.push(await ended);
    }
    expect(ends.filter(({ code, signal }) => code !== 0 && signal !== "SIGKILL")).toEqual([]);
    const read = ends.filter(hasAnswered);
    expect(ends.length - read.length).toBeGreaterThan(KILLS / 4);

    const found = (await desk.rows("SELECT plan_id FROM v3_plans")).map(({ plan_id: id }) => id);
    const answered = read.map(({ stdout }) => textAt(JSON.parse(stdout).data, "plan_id"));
    expect(answered.filter((id) => !found.includes(id))).toEqual([]);
    await expectWhole(desk, found.length);
  });

  it("tells the truth when the server is killed: what was answered is there, what was refused is not [X5]", {
    timeout: 60_000 + CRASHES * 10_000,
  }, async () => {
    const server = await useServer();
    const desk = await useDeskOn(server);
    await desk.ok("db migrate");
    const wire = await layWire(desk);
    const use = await prepare(desk);
    const pieces = await undisturbed(desk, wire, use(0));
    const random = new Random();
    for (let round = 1; round <= CRASHES; round++) {
      const { ended: ending } = over(desk, wire, use(round));
      let crashed = Promise.resolve();
      wire.onPiece(1 + random.below(pieces), () => {
        crashed = crash(server, wire);
      });
      const ended = await ending;
      await crashed;
      const there = await desk.rows(`SELECT plan_id FROM v3_plans WHERE namespaced_name = 'acme/n${round}'`);
      // A crash between a commit and its answer leaves a caller who is told that nobody knows: one plan, or none.
      expect(there).toEqual(isInDoubt(ended) ? there.slice(0, 1) : toldOf(ended));
    }
    const [{ n: count } = { n: 0 }] = await desk.rows("SELECT count(*) AS n FROM v3_plans");
    await expectWhole(desk, Number(count));
  });
});
