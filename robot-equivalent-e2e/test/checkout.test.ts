// What README.md tells a visitor to type. One after the other: `npm start` may build what the launcher runs.
import { copyFileSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Desk } from "../desk/Desk.ts";
import { start } from "../desk/start.ts";
import { useDesk } from "../desk/useDesk.ts";
import { checkout } from "../installation/checkout.ts";
import { stockEnvironment } from "../installation/stockEnvironment.ts";

const launcher = join(checkout, "planwright");

/** Made anew by whatever is built, installed or tested meanwhile. */
const made = new Set([".turbo", "coverage", "node_modules", "reports"]);
const topOfCheckout = () => readdirSync(checkout).filter((name) => !made.has(name));

describe("quickstart", () => {
  const npmStart = (desk: Desk, ...args: ReadonlyArray<string>) =>
    start(["npm", "start", "--silent", ...(args.length > 0 ? ["--", ...args] : [])], {
      cwd: checkout,
      // npm needs its own settings and what it keeps, so that only the state is elsewhere.
      env: { ...stockEnvironment, XDG_STATE_HOME: desk.files },
    }).ended;

  it("is what `npm start` shows: a tree, what to try next, and nothing in the checkout [X10]", async () => {
    const desk = useDesk();
    const before = topOfCheckout();
    const { code, stdout } = await npmStart(desk);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[├└]─ /m);
    expect(stdout).toMatch(/What to try next[\s\S]*\$ \.\/planwright plan /);
    expect(topOfCheckout()).toEqual(before);
    const [folder = ""] = readdirSync(join(desk.files, "planwright"));
    expect(readdirSync(join(desk.files, "planwright", folder))).toContain("ledger.db");

    const env = { ...stockEnvironment, PLANWRIGHT_DATABASE_URL: /DATABASE_URL=(\S+)/.exec(stdout)?.[1] };
    const [, next = ""] = /\$ (\.\/planwright plan history \S+)/.exec(stdout) ?? [];
    const tried = await start(next.split(" "), { cwd: checkout, env }).ended;
    expect(tried).toMatchObject({ code: 0, stdout: expect.stringContaining("plan.created") });
  });

  it("passes words and the exit code on: `npm start -- plan list` is the program", async () => {
    const desk = useDesk();
    expect(await npmStart(desk, "plan", "list", "--format", "jsonl")).toMatchObject({ code: 0, stdout: "" });
    expect(await npmStart(desk, "plan", "status", "ZZZZZZZZ")).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("ZZZZZZZZ"),
    });
  });
});

describe("checkout", () => {
  it("has a launcher that runs the program from any folder, on a Node that is new enough", async () => {
    const { code, stdout } = await useDesk().other([launcher, "--version"]);
    expect(stdout).toMatch(/node-v24\./);
    expect(code).toBe(0);
  });

  it("finds the program through links to the launcher", async () => {
    const desk = useDesk();
    symlinkSync(launcher, join(desk.files, "first"));
    symlinkSync("first", join(desk.files, "second"));
    expect((await desk.other([join(desk.files, "second"), "--version"])).code).toBe(0);
  });

  it("hands back the exit code of the program", async () => {
    const { code, stderr, stdout } = await useDesk().other([launcher, "no-such-command"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("no-such-command");
  });

  it("says what to do where nothing was built yet", async () => {
    const desk = useDesk();
    const copy = join(desk.files, "planwright");
    copyFileSync(launcher, copy);
    expect(await desk.other([copy, "--version"])).toMatchObject({
      code: 1,
      stdout: "",
      stderr: "planwright: this checkout is not installed and built yet; run 'npm start' in it once.\n",
    });
  });
});
