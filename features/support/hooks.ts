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
import { CommandLineDriver } from "./drivers/commandLine/CommandLineDriver.ts";
import { launchHere } from "./drivers/commandLine/launchHere.ts";
import { launchProcess } from "./drivers/commandLine/launchProcess.ts";
import { DomainDriver } from "./drivers/domain/DomainDriver.ts";
import { scratch } from "./scratch.ts";
import { openMemory } from "./stores/memory.ts";
import { makeEmptyLedger, openSqlite } from "./stores/sqlite.ts";
import { PROCESS } from "./tags.ts";
import { unsupportedBy } from "./unsupported.ts";
import { PlanwrightWorld } from "./World.ts";

setWorldConstructor(PlanwrightWorld);
/** For one step, in milliseconds; a simulated week is one step. */
setDefaultTimeout(30_000);

let shared = "";
let emptyLedger: Promise<string> | undefined;

BeforeAll(async () => {
  shared = await mkdtemp(join(scratch(), "planwright-features-"));
});

Before(async function (this: PlanwrightWorld, { pickle }) {
  const { driver, name, store } = this.combination;
  const tags = pickle.tags.map((tag) => tag.name);
  this.unsupported = unsupportedBy(tags, name);
  const folder = await mkdtemp(join(shared, "scenario-"));
  if (store === "sqlite") emptyLedger ??= makeEmptyLedger(shared);
  const ledger =
    emptyLedger === undefined ? await openMemory(folder) : await openSqlite(folder, await emptyLedger);
  this.open(
    ledger,
    driver === "domain"
      ? new DomainDriver(ledger)
      : new CommandLineDriver(ledger, tags.includes(PROCESS) ? launchProcess : launchHere, launchProcess),
  );
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
  emptyLedger = undefined;
  await rm(shared, { recursive: true, force: true });
});
