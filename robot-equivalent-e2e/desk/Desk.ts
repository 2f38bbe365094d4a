import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from "node:sqlite";
import { expect, inject } from "vitest";
import { stockPath } from "../installation/stockEnvironment.ts";
import { type Answer, readAnswer } from "./Answer.ts";
import { commandOf } from "./commands.ts";
import { program } from "./installed.ts";
import { type Ended, type Running, start } from "./start.ts";
import { told } from "./told.ts";

/** What is typed: words separated by single spaces, or each word by itself where one has a space in it. */
export type Typed = string | ReadonlyArray<string>;

/** How a command is started, where that differs from a user's shell. */
export interface How {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** A program that runs what follows it. */
  readonly through?: ReadonlyArray<string>;
}

const words = (typed: Typed): ReadonlyArray<string> => (typeof typed === "string" ? typed.split(" ") : typed);

/** Files that SQLite, or the program, keeps only while it works. */
const MOMENTARY = /(?:-wal|-shm|-journal|\.lock|\.tmp|\.part)$/;

/** A user with a home, an empty working directory, and the installed program on PATH; no ledger until the first command. */
export class Desk {
  readonly folder = mkdtempSync(join(inject("run"), "desks", "desk-"));
  readonly home = join(this.folder, "home");
  readonly cwd = join(this.folder, "work");
  readonly files = join(this.folder, "files");
  /** Where the ledger is when nobody says anything else. */
  readonly state = join(this.home, ".local", "state", "planwright");
  readonly ledger = join(this.state, "ledger.db");
  readonly #open = new Set<Running>();
  #count = 0;

  constructor() {
    for (const folder of [this.home, this.cwd, this.files]) mkdirSync(folder);
  }

  /** Nothing of the machine's own settings gets through. */
  environment(more: How["env"] = {}): Readonly<Record<string, string | undefined>> {
    return {
      // The Node of the workspace is the one that the packages ask for; the machine's own may be older.
      PATH: `${dirname(process.execPath)}:${stockPath}`,
      HOME: this.home,
      TMPDIR: join(inject("run"), "tmp"),
      LANG: "C.UTF-8",
      ...more,
    };
  }

  start(typed: Typed, { cwd = this.cwd, env, input, through = [] }: How = {}): Running {
    const running = start([...through, program, ...words(typed)], { cwd, env: this.environment(env), input });
    this.#open.add(running);
    void running.ended.catch(() => undefined).finally(() => this.#open.delete(running));
    return running;
  }

  /** Runs a command to its end and leaves the judgement to the caller. */
  run(typed: Typed, how?: How): Promise<Ended> {
    return this.start(typed, how).ended;
  }

  /** Runs any program in the place of a shell of this user. */
  async other(command: ReadonlyArray<string>, how: Pick<How, "env" | "input"> = {}): Promise<Ended> {
    return start(command, { cwd: this.cwd, env: this.environment(how.env), input: how.input }).ended;
  }

  /** Runs a command with `--format json` and reads its envelope. */
  async ask(typed: Typed, how?: How): Promise<Answer> {
    const ended = await this.run([...words(typed), "--format=json"], how);
    return readAnswer(commandOf(words(typed)), ended);
  }

  /** The same, and it must end with 0. */
  async ok(typed: Typed, how?: How): Promise<Answer> {
    const answer = await this.ask(typed, how);
    expect(answer).toMatchObject({ code: 0 });
    return answer;
  }

  /**
   * The same, and it must be refused with this exit code; a person gets one sentence on standard error that says `says`,
   * and no trace of the inside.
   */
  async refused(typed: Typed, code: number, says: string | RegExp, how?: How): Promise<Answer> {
    const answer = await this.ask(typed, how);
    expect(answer).toMatchObject({ code, status: "error" });
    expect(answer.stderr).toMatch(/^error: [^\n]+\n$/);
    expect(answer.stderr).toMatch(says);
    return answer;
  }

  /** Refused as above, and not a byte of the ledger is another one afterwards. */
  async unchanged(typed: Typed, code: number, says: string | RegExp, how?: How): Promise<Answer> {
    const before = this.bytes();
    const answer = await this.refused(typed, code, says, how);
    told("the ledger was changed by a refused command", () => expect(this.bytes().equals(before)).toBe(true));
    return answer;
  }

  /** The bytes of the ledger; none when there is no ledger. */
  bytes(): Buffer {
    return existsSync(this.ledger) ? readFileSync(this.ledger) : Buffer.alloc(0);
  }

  /** Writes a file for a command and answers with its path; anything but text and bytes is written as JSON. */
  file(name: string, content: unknown): string {
    const path = join(this.files, `${++this.#count}-${name}`);
    const raw = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(path, raw ? content : JSON.stringify(content));
    return path;
  }

  /** The rows of a question in SQL, through a connection of its own. */
  rows(sql: string, ...values: ReadonlyArray<SQLInputValue>): ReadonlyArray<Record<string, SQLOutputValue>> {
    return this.#raw((database) => database.prepare(sql).all(...values));
  }

  /** Changes the ledger behind the program's back: one transaction of statements in SQL. */
  meddle(...statements: ReadonlyArray<string>): void {
    this.#raw((database) => database.exec(["BEGIN", ...statements, "COMMIT"].join(";\n")));
  }

  #raw<A>(use: (database: DatabaseSync) => A): A {
    const database = new DatabaseSync(this.ledger);
    try {
      return use(database);
    } finally {
      database.close();
    }
  }

  /** Takes the lock that a writer needs, as a process would that hangs in the middle of its work. */
  lock(): { readonly release: () => void } {
    const database = new DatabaseSync(this.ledger);
    database.exec("BEGIN IMMEDIATE");
    return {
      release: () => {
        database.exec("ROLLBACK");
        database.close();
      },
    };
  }

  /** Looks for what the program should not have left, then removes the desk. */
  close(): void {
    const left = [
      ...[...this.#open].map(({ child }) => `process ${child.pid} still runs`),
      ...readdirSync(this.cwd).map((name) => `${name} in the working directory`),
      ...readdirSync(this.folder, { recursive: true, encoding: "utf8" }).filter((name) =>
        MOMENTARY.test(name),
      ),
    ];
    for (const { child } of this.#open) child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
    expect(left).toEqual([]);
  }
}
