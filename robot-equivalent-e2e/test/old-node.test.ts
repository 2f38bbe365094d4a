import { cpSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { installed, program } from "../desk/installed.ts";
import { useDesk } from "../desk/useDesk.ts";
import { oldNode } from "../machine/oldNode.ts";

const SENTENCE = /^planwright needs Node 22\.19 or newer; this is \d+\.\d+\.\d+\.\n$/;

describe("old-node", () => {
  let node = "";
  beforeAll(async () => {
    node = await oldNode();
  }, 120_000);

  it("is told in one sentence which Node is needed, whatever was typed", async () => {
    const desk = useDesk();
    for (const typed of [["plan", "list"], ["--version"], ["--help"], [], ["plan", "list", "--format=json"]])
      expect(await desk.other([node, program, ...typed])).toMatchObject({
        code: 1,
        signal: null,
        stdout: "",
        stderr: expect.stringMatching(SENTENCE),
      });
    expect(desk.bytes().length).toBe(0);
  });

  it("is told before anything else is loaded: the rest of the package need not even be there", async () => {
    const desk = useDesk();
    const bin = join(installed, "node_modules", "@planwright", "cli", "bin");
    const manifest = join(bin, "..", "package.json");
    cpSync(bin, join(desk.files, "bin"), { recursive: true });
    cpSync(manifest, join(desk.files, "package.json"));
    const ended = await desk.other([node, join(desk.files, "bin", "planwright.js"), "plan", "list"]);
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(SENTENCE) });
  });
});
