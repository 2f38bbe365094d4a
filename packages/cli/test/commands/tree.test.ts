import { afterAll, describe, expect, it } from "@effect/vitest";
import { Crypto, type Plan, UnitOfWork } from "@planwright/domain";
import { MemoryLedger, makeAction, makePlanFactory, TestCrypto } from "@planwright/domain/testing";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { CommandLine } from "../CommandLine.ts";
import { withoutColours } from "../terminal.ts";

const cli = new CommandLine();
afterAll(() => cli.remove());

const SIZE = 100_000;

const ledgerWith = async (plans: ReadonlyArray<Plan>) => {
  const opened = await Effect.runPromise(
    Effect.scoped(Layer.build(Layer.merge(MemoryLedger.layer, TestCrypto.layer))),
  );
  await Effect.runPromise(
    Context.get(opened, UnitOfWork).write((stores) =>
      Effect.andThen(stores.actions.insert(makeAction()), stores.plans.insert(plans)),
    ),
  );
  return Layer.succeedContext(Context.pick(UnitOfWork, Crypto)(opened));
};

const grow = (shape: "deep" | "wide"): ReadonlyArray<Plan> => {
  const factory = makePlanFactory();
  const root = factory.plan();
  const plans = [root];
  let parent = root;
  for (let at = 1; at < SIZE; at++) {
    const child = factory.child(shape === "deep" ? parent : root);
    plans.push(child);
    parent = child;
  }
  return plans;
};

describe.each(["deep", "wide"] as const)("plan tree of 100,000 plans, %s", (shape) => {
  const plans = grow(shape);
  const id = plans[0]?.planId ?? "";
  const ledger = ledgerWith(plans);
  const run = async (flags: string, terminal?: number) =>
    cli.run(`plan tree ${id} ${flags}`.trim(), {
      ledger: await ledger,
      ...(terminal === undefined ? {} : { terminal }),
    });

  it("has a line for each in the formats of lines", { timeout: 60_000 }, async () => {
    for (const format of ["jsonl", "plain"]) {
      const { exitCode, stdout } = await run(`--format ${format}`);
      expect({ exitCode, lines: stdout.split("\n").length - 1 }).toEqual({ exitCode: 0, lines: SIZE });
    }
  });

  it("is one document in the others, with what is cut counted", { timeout: 60_000 }, async () => {
    for (const flags of ["--json", "--json --depth 512", "--json --depth 0"]) {
      const { exitCode, stdout } = await run(flags);
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout).data.summary.nodes).toBe(SIZE);
    }
    expect((await run("--format yaml --depth 1")).exitCode).toBe(0);
  });

  it("is summed up for a person, within the width of the terminal", { timeout: 60_000 }, async () => {
    for (const terminal of [40, 80]) {
      const { exitCode, stdout } = await run("", terminal);
      const lines = withoutColours(stdout).trimEnd().split("\n");
      expect(exitCode).toBe(0);
      expect(lines.length).toBeLessThan(1_010);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(terminal);
      expect(stdout).toMatch(shape === "deep" ? /\+99935 below/ : /and 99000 more/);
    }
  });
});
