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
import { expect, inject } from "vitest";
import { stockPath } from "../installation/stockEnvironment.ts";
import { type Answer, readAnswer } from "./Answer.ts";
import { commandOf } from "./commands.ts";
import { program } from "./installed.ts";
import { type Ended, type Running, start } from "./start.ts";
import { SqliteStore } from "./stores/SqliteStore.ts";
import type { Lock, Row, Store } from "./stores/Store.ts";
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
  /** Where a ledger in a file is when nobody says anything else. */
  readonly state = join(this.home, ".local", "state", "planwright");
  readonly ledger = join(this.state, "ledger.db");
  readonly store: Store;
  readonly #open = new Set<Running>();
  #count = 0;

  constructor(store?: Store) {
    this.store = store ?? new SqliteStore(this.ledger);
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
      ...this.store.env,
      ...more,
    };
  }

  start(typed: Typed, { cwd = this.cwd, env, input, through = [] }: How = {}): Running {
    const running = start([...through, program, ...words(typed)], { cwd, env: this.environment(env), input });
    this.#open.add(running);
    void running.ended.catch(() => undefined).finally(() => this.#open.delete(running));
    return running;
  }

  /** Runs a command to its end and leaves the judgement to the caller, but for a secret that was told. */
  async run(typed: Typed, how?: How): Promise<Ended> {
    const ended = await this.start(typed, how).ended;
    const { secret } = this.store;
    if (secret !== undefined) expect(`${ended.stdout}${ended.stderr}`).not.toContain(secret);
    return ended;
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

  /** Refused as above, and nothing in the ledger is different afterwards. */
  async unchanged(typed: Typed, code: number, says: string | RegExp, how?: How): Promise<Answer> {
    const before = await this.contents();
    const answer = await this.refused(typed, code, says, how);
    const after = await this.contents();
    told("the ledger was changed by a refused command", () => expect(after === before).toBe(true));
    return answer;
  }

  /** The bytes of a ledger in a file; none when there is no ledger. */
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
  rows(sql: string): Promise<ReadonlyArray<Row>> {
    return this.store.rows(sql);
  }

  /** Changes the ledger behind the program's back: one transaction of statements in SQL. */
  meddle(...statements: ReadonlyArray<string>): Promise<void> {
    return this.store.meddle(...statements);
  }

  /** All that the ledger holds, as a text that is another one when anything is different. */
  contents(): Promise<string> {
    return this.store.contents();
  }

  /** Keeps everybody from making plans, as a process would that hangs in the middle of its work. */
  lock(): Promise<Lock> {
    return this.store.lock();
  }

  /** Looks for what the program should not have left, then removes the desk. */
  async close(): Promise<void> {
    const left = [
      ...[...this.#open].map(({ child }) => `process ${child.pid} still runs`),
      ...readdirSync(this.cwd).map((name) => `${name} in the working directory`),
      ...readdirSync(this.folder, { recursive: true, encoding: "utf8" }).filter((name) =>
        MOMENTARY.test(name),
      ),
    ];
    for (const { child } of this.#open) child.kill("SIGKILL");
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
    expect(left).toEqual([]);
  }
}
