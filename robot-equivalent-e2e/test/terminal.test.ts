import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { textAt } from "../desk/Answer.ts";
import type { Desk } from "../desk/Desk.ts";
import { makePlan } from "../desk/making.ts";
import { told } from "../desk/told.ts";
import { useDesk } from "../desk/useDesk.ts";
import { onTerminal, widthOf } from "../machine/terminal.ts";

const ESCAPE = "\u001b";
/** The sequence that ends every colour. */
const COLOUR = `${ESCAPE}[0m`;

/** A ledger with a tree in several states and texts that are long, wide, and of many words. */
const furnished = async (desk: Desk): Promise<string> => {
  const id = await makePlan(desk, "--automation-profile full-auto --name acme/a-name-that-is-rather-long");
  const spawn = async (parent: string, description: string) =>
    textAt((await desk.ok(["plan", "spawn", parent, "--description", description])).data, "plan_id");
  const child = await spawn(id, "日本語の説明はとても長いので狭い端末には入りきらないはずです");
  const leaf = await spawn(
    child,
    "A description of many words that does not fit into a narrow terminal at all",
  );
  await desk.ok(`plan cancel ${leaf} --yes`);
  await makePlan(desk, "--automation-profile manual");
  return id;
};

const widest = (text: string): number => Math.max(...text.split("\n").map(widthOf));

describe("terminal", () => {
  it("fits tables, trees and answers to the width of the terminal, in colour", async () => {
    const desk = useDesk();
    const id = await furnished(desk);
    for (const columns of [120, 80, 40])
      for (const typed of [
        `plan list`,
        `plan tree ${id}`,
        `plan status ${id}`,
        `plan explain ${id}`,
        "db status",
      ]) {
        const { code, raw, text } = await onTerminal(desk, typed, { columns });
        told(`${typed} at ${columns} columns\n${text}`, () => {
          expect(code).toBe(0);
          expect(widest(text)).toBeLessThanOrEqual(columns);
          expect(raw).toContain(COLOUR);
        });
      }
    const { text } = await onTerminal(desk, `plan tree ${id}`, { columns: 120 });
    expect(text).toContain(id.slice(-8));
    expect(text).toContain("日本語の説明");
    expect(text).toMatch(/[├└]/);
  });

  it("uses no colours with NO_COLOR, --no-color or a dumb terminal, and no other sequences either", async () => {
    const desk = useDesk();
    await makePlan(desk);
    for (const [typed, env] of [
      ["plan list", { NO_COLOR: "1" }],
      ["plan list --no-color", {}],
      ["plan list", { TERM: "dumb" }],
      ["plan list", { PLANWRIGHT_NO_COLOR: "1" }],
      ["plan status ZZZZZZZZ", { NO_COLOR: "1" }],
      ["plan --help", { NO_COLOR: "1" }],
    ] as const) {
      const { raw } = await onTerminal(desk, typed, { columns: 80, env });
      told(typed, () => {
        expect(raw.length).toBeGreaterThan(0);
        expect(raw).not.toContain(ESCAPE);
      });
    }
    // An empty NO_COLOR counts as none (https://no-color.org).
    expect((await onTerminal(desk, "plan list", { columns: 80, env: { NO_COLOR: "" } })).raw).toContain(
      COLOUR,
    );
  });

  it("asks before it destroys, and does what it is told", async () => {
    const desk = useDesk();
    const id = await makePlan(desk);
    const answer = (keys: string) =>
      onTerminal(desk, `plan cancel ${id}`, { columns: 80, type: { after: "[y/N]", keys } });
    const before = await desk.contents();
    for (const keys of ["n\r", "\r", "perhaps\r", "\u0004"]) {
      const { code, text } = await answer(keys);
      expect({ code, text }).toMatchObject({ code: 2, text: expect.stringContaining("not confirmed") });
    }
    expect((await answer("\u0003")).signal).toBe(constants.signals.SIGINT);
    expect((await desk.contents()) === before).toBe(true);
    const never = await onTerminal(desk, `plan cancel ${id} --no-input`, { columns: 80 });
    expect(never).toMatchObject({ code: 2, text: expect.stringContaining("--yes") });
    expect((await answer("y\r")).code).toBe(0);
    expect((await desk.ok(`plan status ${id}`)).data).toMatchObject({ state: "cancelled" });
  });

  it("never hands stored control characters to the terminal", async () => {
    const desk = useDesk();
    const id = await makePlan(desk);
    // As another program may have stored it: our own doors refuse such text.
    await desk.meddle(
      "UPDATE v3_plans SET description = char(27) || '[2J' || char(7) || 'MARK' || char(155) || '31m'",
    );
    for (const typed of [`plan tree ${id}`, `plan status ${id}`, "plan list"]) {
      const { raw } = await onTerminal(desk, typed, { columns: 80 });
      expect(raw).not.toContain(`${ESCAPE}[2J`);
      expect(raw).not.toContain("\u0007");
      expect(raw).not.toContain("\u009b");
    }
    expect((await onTerminal(desk, `plan tree ${id}`, { columns: 80 })).text).toContain("MARK");
    const { stdout } = await desk.run(`plan tree ${id}`);
    expect(stdout).not.toContain(ESCAPE);
  });
});
