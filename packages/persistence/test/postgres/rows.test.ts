import { expect, it } from "@effect/vitest";
import { ACTION_NAME, makeAction } from "@planwright/domain/testing";
import * as Effect from "effect/Effect";
import { ledgerDatabase, openBeside, openLedger } from "./ledgerDatabase.ts";

/** An adopted ledger may have its columns in any order, and others among them. */
const ANOTHER_ORDER = `
  ALTER TABLE actions ADD COLUMN theirs TEXT DEFAULT 'theirs';
  ALTER TABLE actions RENAME COLUMN description TO old;
  ALTER TABLE actions ADD COLUMN description TEXT NOT NULL DEFAULT '';
  ALTER TABLE actions DROP COLUMN old;`;

it.effect("reads each ledger by its own columns, whatever order another one has them in", () =>
  Effect.gen(function* () {
    const urls = [yield* ledgerDatabase, yield* ledgerDatabase];
    const beside = yield* openBeside(urls[1] ?? "");
    yield* Effect.promise(() => beside.query(ANOTHER_ORDER));
    const action = makeAction();
    for (const url of urls) {
      const uow = yield* openLedger(url);
      yield* uow.write((stores) => stores.actions.insert(action));
      expect(yield* uow.read((stores) => stores.actions.find(ACTION_NAME))).toEqual(action);
    }
  }).pipe(Effect.scoped),
);
