import { describe, expect, it } from "vitest";
import { COMMANDS } from "../desk/commands.ts";
import { told } from "../desk/told.ts";
import { useDesk } from "../desk/useDesk.ts";

/** What follows `words` in bash with the completion of the program loaded, as a user at a keyboard gets it. */
const COMPLETE = `
eval "$(cat)"
COMP_WORDS=("$@")
COMP_CWORD=$(( $# - 1 ))
complete -p planwright > /dev/null || exit 9
definition=$(complete -p planwright)
function=$(sed 's/.*-F \\([^ ]*\\).*/\\1/' <<< "$definition")
"$function"
printf '%s\\n' "\${COMPREPLY[@]}"
`;

describe("help", () => {
  it("has an example for every command, and every flag of an example is explained", async () => {
    const desk = useDesk();
    const helps = await Promise.all(
      COMMANDS.map(async (command) => [command, await desk.run(`${command} --help`)] as const),
    );
    for (const [command, { code, stderr, stdout }] of helps)
      told(`planwright ${command} --help\n${stdout}`, () => {
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        const [explained = "", examples = ""] = stdout.split(/^Examples$/m);
        expect(explained).toContain(`$ planwright ${command}`);
        // Long lines are broken, so that an example may go on below. One may begin with another command that leads here.
        const own = (examples.replaceAll(/\n {4,}/g, " ").match(/^ *\$ planwright .*$/gm) ?? [])
          .map((line) => line.trim().replace(/^\$ planwright profile /, "$ planwright automation-profile "))
          .filter((line) => `${line} `.startsWith(`$ planwright ${command} `));
        expect(own.length).toBeGreaterThan(0);
        for (const line of own)
          for (const [flag] of line.matchAll(/(?<= )--[a-z][a-z-]*/g)) expect(explained).toContain(flag);
      });
  });

  it("lists every command below its topic, and knows the ways to ask", async () => {
    const desk = useDesk();
    const root = await desk.run("--help");
    expect(root.code).toBe(0);
    for (const topic of new Set(COMMANDS.map((command) => command.split(" ")[0] ?? ""))) {
      expect(root.stdout).toContain(`\n  ${topic} `);
      const verbs = COMMANDS.filter((command) => command.startsWith(`${topic} `));
      if (verbs.length === 0) continue;
      const { stdout } = await desk.run(`${topic} --help`);
      expect(stdout.match(new RegExp(`^  ${topic} \\S+`, "gm"))?.map((line) => line.trim())).toEqual(
        verbs.toSorted(),
      );
    }
    const asked = await Promise.all(
      ["help", "", "-h", "help plan use", "plan use -h", "help plan"].map((typed) =>
        desk.run(typed === "" ? [] : typed),
      ),
    );
    expect(asked.map(({ code, stdout }) => ({ code, said: stdout.length > 0 }))).toEqual(
      asked.map(() => ({ code: 0, said: true })),
    );
    expect(asked[3]?.stdout).toBe(asked[4]?.stdout);
    // Nobody needs a ledger for that.
    expect(desk.bytes().length).toBe(0);
  });

  it("completes commands, flags and values in bash", async () => {
    const desk = useDesk();
    const { code, stdout: script } = await desk.run("completion bash");
    expect(code).toBe(0);
    const complete = async (...words: ReadonlyArray<string>) => {
      const ended = await desk.other(["bash", "--norc", "--noprofile", "-c", COMPLETE, "bash", ...words], {
        input: script,
      });
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      return ended.stdout.trim().split("\n");
    };
    expect(await complete("planwright", "pl")).toEqual(["plan"]);
    expect((await complete("planwright", "")).toSorted()).toEqual(
      expect.arrayContaining([
        "action",
        "automation-profile",
        "completion",
        "config",
        "db",
        "plan",
        "quickstart",
      ]),
    );
    expect(await complete("planwright", "plan", "st")).toEqual(["status", "strategize"]);
    expect(await complete("planwright", "plan", "list", "--need")).toEqual(["--needs-approval"]);
    expect(await complete("planwright", "plan", "list", "--format", "j")).toEqual(["json", "jsonl"]);
    expect(await complete("planwright", "plan", "list", "--state", "can")).toEqual(["cancelled"]);
    for (const command of COMMANDS.filter((name) => name.includes(" "))) {
      const words = command.split(" ");
      expect([command, ...(await complete("planwright", ...words))]).toContain(words.at(-1));
    }
  });

  it("prints a script for zsh, and refuses a shell that it does not know", async () => {
    const desk = useDesk();
    expect((await desk.run("completion zsh")).stdout).toMatch(/^#compdef planwright\n/);
    await desk.refused("completion tcsh", 2, "bash");
  });
});
