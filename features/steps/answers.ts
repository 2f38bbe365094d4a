import assert from "node:assert/strict";
import { expand, readExpectation } from "../support/cells.ts";
import type { Fields, Json } from "../support/Json.ts";
import { at } from "../support/Json.ts";
import type { PlanwrightWorld } from "../support/World.ts";
import { idOf } from "./inputs.ts";
import { sentence } from "./sentence.ts";

type Rows = ReadonlyArray<ReadonlyArray<string>>;

const shown = (value: Json | undefined): string => (value === undefined ? "nothing" : JSON.stringify(value));

/** What is wrong with a value at a path, or nothing. */
const problem = (world: PlanwrightWorld, data: Json, path: string, cell: string): string | undefined => {
  const expected = readExpectation(cell, world.known);
  const actual = at(data, path);
  return expected.holds(actual) ? undefined : `${path}: expected ${expected.text}, got ${shown(actual)}`;
};

const expectShown = (world: PlanwrightWorld, data: Fields, rows: Rows): void => {
  const problems = rows.flatMap(([path = "", cell = ""]) => problem(world, data, path, cell) ?? []);
  assert.ok(problems.length === 0, `${problems.join("\n")}`);
};

/** What is wrong with the items of a list, of which a table expects some columns. */
const itemProblems = (world: PlanwrightWorld, items: ReadonlyArray<Json>, [head = [], ...rows]: Rows) =>
  rows.flatMap((row, index) =>
    head.flatMap((path, column) => {
      const wrong = problem(world, items[index] ?? {}, path, row[column] ?? "");
      return wrong === undefined ? [] : [`row ${index + 1}, ${wrong}`];
    }),
  );

const listIn = (data: Fields, key: string): ReadonlyArray<Json> => {
  const list = data[key];
  assert.ok(Array.isArray(list), `data has no list ${key}`);
  return list as ReadonlyArray<Json>;
};

const expectList = (world: PlanwrightWorld, items: ReadonlyArray<Json>, table: Rows): void => {
  const problems = itemProblems(world, items, table);
  const count = table.length - 1;
  if (items.length !== count) problems.push(`expected ${count} items, got ${items.length}`);
  assert.ok(problems.length === 0, `${problems.join("\n")}\n${JSON.stringify(items, null, 1)}`);
};

/** The rows are found among the items in their order, whatever is between them. */
const expectAmong = (
  world: PlanwrightWorld,
  items: ReadonlyArray<Json>,
  [head = [], ...rows]: Rows,
): void => {
  let from = 0;
  for (const row of rows) {
    const found = items.findIndex(
      (item, index) => index >= from && itemProblems(world, [item], [head, row]).length === 0,
    );
    assert.ok(found >= 0, `not found: ${row.join(" | ")}\n${JSON.stringify(items, null, 1)}`);
    from = found + 1;
  }
};

sentence("the answer shows", (world, _, rows) => expectShown(world, world.answer.data, rows), "must follow");

sentence(
  '"([^"]+)" shows',
  async (world, [name = ""], rows) => expectShown(world, await world.look(idOf(world, name)), rows),
  "must follow",
);

sentence('"([^"]+)" is at (\\w+/\\w+)', async (world, [name = "", place = ""]) => {
  assert.equal(await world.place(idOf(world, name)), place, `${name}`);
});

sentence('"([^"]+)" waits for approval of ([\\w-]+)', async (world, [name = "", operation = ""]) =>
  expectShown(world, await world.look(idOf(world, name)), [
    ["waiting_for.kind", "approval"],
    ["waiting_for.operation", operation],
    ["waiting_for.approvers", '["user:*"]'],
    ["waiting_for.next_command", "*"],
  ]),
);

sentence(
  "the answer lists (\\w+)",
  (world, [key = ""], rows) => expectList(world, listIn(world.answer.data, key), rows),
  "must follow",
);

sentence("the answer lists no (\\w+)", (world, [key = ""]) => {
  assert.deepEqual(world.answer.data[key], []);
});

const namesIn = (world: PlanwrightWorld, items: ReadonlyArray<Json>, path: string): ReadonlyArray<string> =>
  items.flatMap((item) => {
    const id = at(item, path);
    return id === undefined ? [] : [world.nameOf(id)];
  });

sentence('the answer lists plans "([^"]*)"', (world, [names = ""]) => {
  const listed = namesIn(world, listIn(world.answer.data, "plans"), "plan_id");
  assert.equal(listed.join(", "), names);
});

sentence('the answer exports plans "([^"]*)"( in any order)?', (world, [names = "", anyOrder = ""]) => {
  const exported = namesIn(world, listIn(world.answer.data, "records"), "plan.plan_id");
  const order = (list: ReadonlyArray<string>) => (anyOrder === "" ? list : list.toSorted()).join(", ");
  assert.equal(order(exported), order(names.split(", ")));
});

sentence(
  '(?:it|the other) is refused(?:: (invalid input|not found|conflict|approval needed))?(?: "(\\w+)")?',
  (world, [kind = "", code = ""]) => {
    const { exitCode, refusal } = world.answer;
    assert.ok(refusal !== undefined, `it was not refused`);
    const exit: { readonly [kind: string]: number } = {
      "invalid input": 2,
      "not found": 3,
      conflict: 4,
      "approval needed": 5,
    };
    if (kind !== "") assert.equal(exitCode, exit[kind], `the exit code of ${kind}`);
    if (code !== "") assert.equal(refusal.code, code);
    assert.match(refusal.message, /\S/);
  },
);

sentence("it succeeds", (world) => {
  assert.ok(world.answer.refusal === undefined, `it was refused`);
  assert.equal(world.answer.exitCode, 0);
});

sentence("the exit code is ([0-9])", (world, [code = ""]) => {
  assert.equal(world.answer.exitCode, Number(code));
});

sentence('the refusal (says|does not say) "([^"]+)"', (world, [says = "", text = ""]) => {
  const { refusal } = world.answer;
  const told = `${refusal?.message ?? ""} ${JSON.stringify(refusal?.details ?? {})}`;
  const expected = expand(text, world.known);
  assert.equal(told.includes(expected), says === "says", `${expected}`);
});

sentence(
  "the refusal shows",
  (world, _, rows) => expectShown(world, (world.answer.data.error ?? {}) as Fields, rows),
  "must follow",
);

sentence('the output does not hold "([^"]+)"', (world, [marker = ""]) => {
  assert.ok(!world.said.includes(marker), `${marker} was said`);
});

sentence("the gate answers (\\w+) by (\\w+)", (world, [outcome = "", rule = ""]) =>
  expectShown(world, world.answer.data, [
    ["decision.outcome", outcome],
    ["decision.rule", rule],
  ]),
);

sentence("there are no plans", async (world) => {
  const { data } = await world.done("system:scenario", "plan list", {});
  assert.deepEqual(data.plans, []);
});

sentence('"([^"]+)" is gone', async (world, [name = ""]) => {
  const { exitCode } = await world.ask("system:scenario", "plan status", { id: idOf(world, name) });
  assert.equal(exitCode, 3);
});

const listOf = async (
  world: PlanwrightWorld,
  command: "plan history" | "plan explain",
  key: string,
  name: string,
) => {
  const { data } = await world.done("system:scenario", command, { id: idOf(world, name) });
  return listIn(data, key);
};

sentence(
  'the history of "([^"]+)" tells',
  async (world, [name = ""], rows) =>
    expectList(world, await listOf(world, "plan history", "events", name), rows),
  "must follow",
);

sentence(
  'the history of "([^"]+)" tells, among others',
  async (world, [name = ""], rows) =>
    expectAmong(world, await listOf(world, "plan history", "events", name), rows),
  "must follow",
);

sentence(
  'the decisions of "([^"]+)" are',
  async (world, [name = ""], rows) =>
    expectList(world, await listOf(world, "plan explain", "decisions", name), rows),
  "must follow",
);

sentence(
  'the record of "([^"]+)" shows',
  async (world, [name = ""], rows) => {
    const { data } = await world.done("system:scenario", "plan export", { ids: [idOf(world, name)] });
    const record = at(data, "records[0].plan");
    expectShown(world, (record ?? {}) as Fields, rows);
  },
  "must follow",
);
