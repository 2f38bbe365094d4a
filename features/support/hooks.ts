import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  Status,
  setDefaultTimeout,
  setWorldConstructor,
} from "@cucumber/cucumber";
import { openDriver } from "./drivers/openDriver.ts";
import { scratch } from "./scratch.ts";
import { Shelf } from "./stores/Shelf.ts";
import { unsupportedBy } from "./unsupported.ts";
import { PlanwrightWorld } from "./World.ts";

setWorldConstructor(PlanwrightWorld);
/** For one step, in milliseconds; a simulated week is one step. */
setDefaultTimeout(60_000);

let shelf: Shelf | undefined;
let shared = "";

BeforeAll(async () => {
  shared = await mkdtemp(join(scratch(), "planwright-features-"));
  shelf = new Shelf(shared);
});

Before(async function (this: PlanwrightWorld, { pickle }) {
  assert.ok(shelf !== undefined);
  const tags = pickle.tags.map((tag) => tag.name);
  this.unsupported = unsupportedBy(tags, this.combination.name);
  const ledger = await shelf.take(this.combination.store, await mkdtemp(join(shared, "scenario-")));
  this.open(ledger, openDriver(this.combination.driver, ledger, tags));
});

After(async function (this: PlanwrightWorld, { result }) {
  await this.close();
  const { unsupported } = this;
  if (result?.status !== Status.PASSED || unsupported === undefined) return;
  assert.ok(
    this.lacked,
    `support/unsupported.ts says that ${unsupported.combination} lacks ${unsupported.ability}, and it does not`,
  );
});

AfterAll(async () => {
  await shelf?.clear();
  await rm(shared, { recursive: true, force: true });
});
