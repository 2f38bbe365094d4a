import { expect, it } from "@effect/vitest";
import { parseActor } from "@planwright/domain";
import type { Call } from "../../src/command/Call.ts";
import { showMigration } from "../../src/present/migrationProgress.ts";
import { colourless } from "../../src/present/Palette.ts";
import { startProgress } from "../../src/present/Progress.ts";

const actor = parseActor("user:tester");
if (actor === undefined) throw new Error("user:tester is an actor");

/** A call whose standard error is a terminal of 40 columns, or is not; and what was written there. */
const call = (isTerminal: boolean, quiet = false, env: Call["io"]["env"] = {}) => {
  const written: Array<string> = [];
  const output = {
    isTerminal,
    columns: () => 40,
    write: async (text: string) => {
      written.push(text);
      return true;
    },
  };
  const surface = { paint: colourless, width: 40 };
  const made: Call = {
    io: {
      args: [],
      env,
      cwd: "/",
      stdin: { isTerminal, bytes: async function* () {} },
      stdout: { ...output, isTerminal: false },
      stderr: output,
      login: () => "tester",
    },
    command: "db migrate",
    format: "plain",
    databaseUrl: undefined,
    actor,
    mayAsk: false,
    quiet,
    out: surface,
    err: surface,
  };
  return { made, written };
};

it("draws a bar on a terminal and wipes it away", () => {
  const { made, written } = call(true);
  const progress = startProgress(made, 0);
  progress.show("copying\u001b[2J", 1, 4);
  progress.end();
  expect(written).toEqual([`\r\u001b[2K${"█".repeat(6)}${"░".repeat(18)}  25 %  copyin…`, "\r\u001b[2K"]);
});

it("says nothing about what is done within a second, nor where nobody looks", () => {
  for (const { made, written, patience } of [
    { ...call(true), patience: undefined },
    { ...call(false), patience: 0 },
    { ...call(true, true), patience: 0 },
    { ...call(true, false, { TERM: "dumb" }), patience: 0 },
  ]) {
    const progress = startProgress(made, patience);
    progress.show("copying", 1, 4);
    progress.end();
    expect(written).toEqual([]);
  }
});

it("shows a run of migrations as shares of all their steps", () => {
  const shown: Array<string> = [];
  const listen = showMigration({
    show: (what, done, total) => shown.push(`${what} ${done}/${total}`),
    end: () => {},
  });
  listen({ _tag: "BackupStarted", file: "x" });
  listen({ _tag: "MigrationStarted", migration: "0002", position: 2, of: 3 });
  listen({ _tag: "StepStarted", migration: "0002", step: "rebuild", position: 3, of: 4 });
  listen({ _tag: "StepFinished", migration: "0002", step: "rebuild", rows: 1, durationMillis: 1 });
  listen({ _tag: "CheckStarted" });
  expect(shown).toEqual([
    "copying the database 0/undefined",
    "0002 1/3",
    "0002: rebuild 1.5/3",
    "checking 3/3",
  ]);
});
