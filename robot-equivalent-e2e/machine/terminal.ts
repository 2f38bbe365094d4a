import { spawn } from "@lydell/node-pty";
import type { Desk } from "../desk/Desk.ts";
import { program } from "../desk/installed.ts";

/** What a person saw on a terminal. */
export interface Seen {
  readonly code: number;
  /** The number of the signal that ended it; 0 when none did. */
  readonly signal: number;
  /** Everything that the terminal was sent, with line feeds alone at the ends of lines. */
  readonly raw: string;
  /** The same without colours and other commands to the terminal. */
  readonly text: string;
}

/** A terminal, and what is typed into it. */
export interface Terminal {
  readonly columns: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Typed when `after` has appeared on the screen. */
  readonly type?: { readonly after: string; readonly keys: string };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
const SEQUENCE = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[@-Z\\-_])/g;

/** Runs a command on a real pseudo terminal, as a person would. */
export const onTerminal = (desk: Desk, typed: string, { columns, env, type }: Terminal): Promise<Seen> =>
  new Promise((resolve) => {
    const own = { ...desk.environment(env), TERM: env?.TERM ?? "xterm-256color" };
    const terminal = spawn(program, typed.split(" "), {
      cols: columns,
      rows: 24,
      cwd: desk.cwd,
      env: Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)),
    });
    let raw = "";
    let awaited = type;
    terminal.onData((text) => {
      raw += text;
      if (awaited === undefined || !raw.includes(awaited.after)) return;
      terminal.write(awaited.keys);
      awaited = undefined;
    });
    terminal.onExit(({ exitCode, signal = 0 }) => {
      const lines = raw.replaceAll("\r\n", "\n");
      resolve({ code: exitCode, signal, raw: lines, text: lines.replaceAll(SEQUENCE, "") });
    });
  });

/** Columns that a line takes on a terminal; the wide letters of the tests are the only wide ones that it knows. */
export const widthOf = (line: string): number =>
  Array.from(line).reduce((sum, letter) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(letter) ? 2 : 1), 0);
