import { statSync } from "node:fs";
import type { OnProgress } from "@planwright/migrations";
import type { Call } from "../command/Call.ts";
import type { LastingPlace } from "../ledger/ledgerPlace.ts";
import { type Progress, startProgress } from "./Progress.ts";

/** Shows a run of migrations as steps of its migrations, each with how many there are. */
export const showMigration = (progress: Progress): OnProgress => {
  let migration = { position: 0, of: 1 };
  return (event) => {
    switch (event._tag) {
      case "BackupStarted":
        return progress.show("copying the database", 0, undefined);
      case "MigrationStarted":
        migration = event;
        return progress.show(event.migration, event.position - 1, event.of);
      case "StepStarted": {
        const before = migration.position - 1 + (event.position - 1) / event.of;
        return progress.show(`${event.migration}: ${event.step}`, before, migration.of);
      }
      case "CheckStarted":
        return progress.show("checking", migration.of, migration.of);
      case "BackupFinished":
      case "StepFinished":
      case "MigrationFinished":
        return;
    }
  };
};

/** Bytes from which on a step may take longer than a second. */
const LARGE = 8_388_608;

const isLargeFile = (place: LastingPlace): boolean =>
  place.engine === "sqlite" && (statSync(place.file, { throwIfNoEntry: false })?.size ?? 0) > LARGE;

/** A bar for work on a database: a large file is worked on without a pause to draw in, so its bar is there from the start. */
export const startMigrationProgress = (call: Call, place: LastingPlace): Progress =>
  isLargeFile(place) ? startProgress(call, 0) : startProgress(call);
