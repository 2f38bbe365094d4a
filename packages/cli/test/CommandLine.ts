import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { JsonObject, JsonValue } from "@planwright/domain";
import type { Io } from "../src/Io.ts";
import { valueAt } from "../src/present/flatten.ts";
import { type ExitCode, run } from "../src/run.ts";

/** What one run of the command line left behind. */
export interface Ran {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a run differs from one in a pipe by the user `tester`. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Both outputs and the input are terminals of this width. */
  readonly terminal?: number;
  readonly ledger?: Io["ledger"];
}

async function* chunks(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof input === "string" ? new TextEncoder().encode(input) : input;
}

/** The command line inside of this process, in a folder of its own with a ledger in its own state directory. */
export class CommandLine {
  readonly folder = mkdtempSync(join(tmpdir(), "planwright-cli-"));

  /** Runs a command line; words are separated by spaces unless they are given one by one. */
  async run(words: string | ReadonlyArray<string>, options: RunOptions = {}): Promise<Ran> {
    const { env = {}, ledger, stdin = "", terminal } = options;
    const written = { stdout: "", stderr: "" };
    const output = (name: "stdout" | "stderr"): Io["stdout"] => ({
      isTerminal: terminal !== undefined,
      columns: () => terminal,
      write: async (text) => {
        written[name] += text;
        return true;
      },
    });
    const exitCode = await run({
      args: typeof words === "string" ? words.split(" ") : words,
      env: { HOME: this.folder, XDG_STATE_HOME: this.path("state"), ...env },
      cwd: this.folder,
      stdin: { isTerminal: terminal !== undefined, bytes: () => chunks(stdin) },
      stdout: output("stdout"),
      stderr: output("stderr"),
      login: () => "tester",
      ...(ledger === undefined ? {} : { ledger }),
    });
    return { exitCode, ...written };
  }

  /** Runs with `--json` and gives the envelope. */
  async json(words: string | ReadonlyArray<string>, options?: RunOptions): Promise<Envelope> {
    const list = typeof words === "string" ? words.split(" ") : words;
    const { stdout } = await this.run([...list, "--json"], options);
    return JSON.parse(stdout);
  }

  /** The path of a file in the folder. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Writes a file in the folder and gives its path. */
  file(name: string, content: string | Uint8Array): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Removes the folder with all that was made in it. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The envelope as far as tests look into it. */
export interface Envelope {
  readonly schema_version: number;
  readonly command: string;
  readonly status: string;
  readonly exit_code: number;
  readonly data: JsonObject;
  readonly timing: { readonly started: string; readonly duration_ms: number };
  readonly messages: ReadonlyArray<{ readonly level: string; readonly text: string }>;
}

/** A value of the data by its path; undefined where there is none. */
export const at = ({ data }: Envelope, path: string): JsonValue | undefined => valueAt(data, path);

/** The same for a text that must be there. */
export const textAt = (envelope: Envelope, path: string): string => {
  const text = at(envelope, path);
  if (typeof text !== "string") throw new Error(`${path} is no text in ${JSON.stringify(envelope)}`);
  return text;
};

/** An action with one needed argument. */
export const ACTION_FILE = `name: local/fix-bug
description: Fix issue {issue}
definition_of_done: The tests pass
strategy_actor: local/planner
execution_actor: local/coder
arguments:
  - name: issue
    type: integer
    required: true
`;

/** A command line whose ledger has that action, and a plan of it under a profile. */
export const withPlan = async (
  profile: string,
): Promise<{ readonly cli: CommandLine; readonly id: string }> => {
  const cli = new CommandLine();
  await cli.run(["action", "create", "--config", cli.file("fix-bug.yaml", ACTION_FILE)]);
  const used = await cli.json(
    `plan use local/fix-bug local/api --arg issue=42 --automation-profile ${profile}`,
  );
  return { cli, id: textAt(used, "plan_id") };
};
