import { chmodSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { at, textAt } from "../desk/Answer.ts";
import type { Desk, How } from "../desk/Desk.ts";
import { ACTION, createAction, makePlan } from "../desk/making.ts";
import { useDesk } from "../desk/useDesk.ts";
import { PrivateDisk } from "../machine/PrivateDisk.ts";
import { bound } from "../machine/unprivileged.ts";

/** A disk for one test; where this machine cannot have one, says so and answers with nothing. */
const useDisk = async (desk: Desk, bytes: number): Promise<PrivateDisk | undefined> => {
  const disk = await PrivateDisk.of(desk, bytes);
  if (disk instanceof PrivateDisk) {
    // Last in, first out: the disk goes before the desk is looked at.
    onTestFinished(() => disk.close());
    return disk;
  }
  console.warn(
    `no disk of its own on this machine (${disk.missing}); played by permissions and limits instead`,
  );
  return undefined;
};

const MEGABYTE = 1_048_576;
/** What stands before a program whose files may not grow beyond a few KiB. */
const LIMITED = ["sh", "-c", 'ulimit -f 4 && exec "$0" "$@"'];
const WRITES = [
  "plan use local/build acme/api",
  "action archive local/build",
  "config set core.automation-profile ci",
];

describe("storage", () => {
  it("says in one sentence that a disk is read-only, writes nothing, and goes on afterwards [X5]", async () => {
    const desk = useDesk();
    const disk = await useDisk(desk, 4 * MEGABYTE);
    if (disk === undefined) return readOnlyFolder(desk);
    const how: How = { through: disk.through, env: disk.env };
    await desk.ok(`action create --config ${desk.file("action.json", ACTION)}`, how);
    const before = readFileSync(disk.path("ledger.db"));
    await disk.remount("ro");
    for (const typed of WRITES) {
      const { data } = await desk.refused(typed, 6, /read-only|reading only/, how);
      expect(at(data, "error.code")).toBe("read_only");
    }
    expect(readdirSync(disk.path("."))).toEqual(["ledger.db"]);
    expect(readFileSync(disk.path("ledger.db")).equals(before)).toBe(true);
    await disk.remount("rw");
    for (const typed of WRITES) await desk.ok(typed, how);
  });

  /** The same without a mount: permission bits, and nobody who is above them. */
  const readOnlyFolder = async (desk: Desk): Promise<void> => {
    const how: How = { through: bound };
    await createAction(desk);
    chmodSync(desk.ledger, 0o444);
    chmodSync(desk.state, 0o555);
    for (const typed of WRITES) await desk.unchanged(typed, 6, /read-only|reading only/, how);
    expect(readdirSync(desk.state)).toEqual(["ledger.db"]);
    chmodSync(desk.state, 0o700);
    chmodSync(desk.ledger, 0o600);
    for (const typed of WRITES) await desk.ok(typed, how);
  };

  it("says the same of a folder and a file that may not be written to", async () => {
    const desk = useDesk();
    await readOnlyFolder(desk);
    expect((await desk.ok("db verify")).data).toMatchObject({ equal: true });
  });

  it("reads a ledger that may only be read, and stays usable when it may be written to again", async () => {
    const desk = useDesk();
    const how: How = { through: bound };
    const id = await makePlan(desk);
    chmodSync(desk.ledger, 0o444);
    expect((await desk.ok("plan list", how)).data).toMatchObject({ plans: [{ plan_id: id }] });
    await desk.unchanged(`plan cancel ${id} --yes`, 6, /read-only|reading only/, how);
    chmodSync(desk.ledger, 0o600);
    expect((await desk.ok(`plan cancel ${id} --yes`, how)).data).toMatchObject({ state: "cancelled" });
  });

  it("does not read what may not be read", async () => {
    const desk = useDesk();
    await createAction(desk);
    const file = desk.file("action.json", { ...ACTION, name: "local/secret" });
    chmodSync(file, 0o000);
    await desk.unchanged(`action create --config ${file}`, 2, "may not be read", { through: bound });
    chmodSync(desk.ledger, 0o000);
    const { stderr } = await desk.refused("plan list", 6, desk.ledger, { through: bound });
    expect(stderr).not.toContain("internal");
    chmodSync(desk.ledger, 0o600);
  });

  it("says that the disk is full, keeps all that was answered, and goes on when there is room", async () => {
    const desk = useDesk();
    const disk = await useDisk(desk, MEGABYTE);
    if (disk === undefined) return limitedFile(desk);
    const how: How = { through: disk.through, env: disk.env };
    await desk.ok(`action create --config ${desk.file("action.json", ACTION)}`, how);
    // Whatever is left goes to something else, so that few writes fit.
    await desk.other([...disk.through, "sh", "-c", `head -c 600000 /dev/zero > ${disk.folder}/ballast`]);
    const answered: Array<string> = [];
    const use = () => desk.ask("plan use local/build acme/api", how);
    let answer = await use();
    for (; answer.code === 0 && answered.length < 60; answer = await use())
      answered.push(textAt(answer.data, "plan_id"));
    expect(answer).toMatchObject({ code: 6, data: { error: { code: "full" } } });
    expect(answer.stderr).toMatch(/^error: [^\n]*disk[^\n]*full[^\n]*\n$/);
    const plans = async () => (await desk.ok("plan list --count", how)).data;
    expect(await plans()).toMatchObject({ totals: { total: answered.length } });
    await disk.remount(`size=${4 * MEGABYTE}`);
    await desk.ok("plan use local/build acme/api", how);
    expect(await plans()).toMatchObject({ totals: { total: answered.length + 1 } });
    expect((await desk.ok("db verify", how)).data).toMatchObject({ equal: true });
    expect(readdirSync(disk.path("."))).toEqual(["ballast", "ledger.db"]);
  });

  /** The same without a mount: files may grow up to a limit and no further, which the system tells as another error. */
  const limitedFile = async (desk: Desk): Promise<void> => {
    await createAction(desk);
    await desk.refused("plan use local/build acme/api", 6, desk.ledger, { through: LIMITED });
    expect((await desk.ok("plan list")).data).toMatchObject({ plans: [] });
    await desk.ok("plan use local/build acme/api");
  };

  /** The same of a ledger that is not there yet. */
  const limitedFirstUse = async (desk: Desk): Promise<void> => {
    await desk.refused("plan list", 6, desk.ledger, { through: LIMITED });
    expect(desk.bytes().length).toBe(0);
    expect((await desk.ok("plan list")).data).toMatchObject({ plans: [] });
  };

  it("fails in one sentence where a file may not grow, and goes on afterwards", async () => {
    const desk = useDesk();
    await limitedFirstUse(desk);
    await limitedFile(desk);
    expect((await desk.ok("db verify")).data).toMatchObject({ equal: true });
  });

  it("leaves nothing of a first use for which there was no room, and begins when there is", async () => {
    const desk = useDesk();
    const disk = await useDisk(desk, 64 * 1024);
    if (disk === undefined) return limitedFirstUse(desk);
    const how: How = { through: disk.through, env: disk.env };
    await desk.refused("plan list", 6, /disk[^\n]*full/, how);
    expect(readFileSync(disk.path("ledger.db")).length).toBe(0);
    await disk.remount(`size=${4 * MEGABYTE}`);
    expect((await desk.ok("plan list", how)).data).toMatchObject({ plans: [] });
  });
});
