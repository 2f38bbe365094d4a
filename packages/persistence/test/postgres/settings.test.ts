import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Client } from "pg";
import { ledgerDatabase, openBeside, openLedger, withOptions } from "./ledgerDatabase.ts";

const ask = (client: Client, text: string) => Effect.promise(() => client.query(text));

/** What the ledger's own connection has been told, seen from inside of it. */
const settingsOf = (url: string, options = {}) =>
  Effect.gen(function* () {
    let told: ReadonlyArray<unknown> = [];
    yield* openLedger(url, {
      ...options,
      prepare: (handle) =>
        Effect.promise(async () => {
          if (handle.engine !== "postgresql-handle") return;
          const names = [
            "application_name",
            "statement_timeout",
            "lock_timeout",
            "idle_in_transaction_session_timeout",
            "search_path",
            "client_encoding",
          ];
          const text = `SELECT ${names.map((name) => `current_setting('${name}')`).join(", ")}`;
          told = Object.values((await handle.client.query({ text, rowMode: "array" })).rows[0] ?? []);
        }),
    });
    return told;
  }).pipe(Effect.scoped);

it.effect("tells the server its name and how long anything may take", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const path = '"$user", public';
    expect(yield* settingsOf(url)).toEqual(["planwright", "1min", "5s", "1min", path, "UTF8"]);
    expect(yield* settingsOf(url, { statementMillis: 7, idleInTransactionMillis: 8, waitMillis: 9 })).toEqual(
      ["planwright", "7ms", "9ms", "8ms", path, "UTF8"],
    );
    const told = withOptions(url, {
      application_name: "me",
      statement_timeout: "0",
      lock_timeout: "2",
      idle_in_transaction_session_timeout: "3",
      options: "-c search_path=other",
    });
    // What the URL says counts more than what the program says.
    expect(yield* settingsOf(told, { statementMillis: 7, lockMillis: 8 })).toEqual([
      "me",
      "0",
      "2ms",
      "3ms",
      "other",
      "UTF8",
    ]);
  }).pipe(Effect.scoped),
);

it.effect("lets anything take any time where it is told 0, whatever the server would say by itself", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const beside = yield* openBeside(url);
    const database = new URL(url).pathname.slice(1);
    for (const name of ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"]) {
      yield* ask(beside, `ALTER ROLE CURRENT_USER IN DATABASE "${database}" SET ${name} = '10s'`);
    }
    const zeros = {
      statement_timeout: "0",
      lock_timeout: "0",
      idle_in_transaction_session_timeout: "0",
      options: "-c statement_timeout=9s",
    };
    const path = '"$user", public';
    const any = ["planwright", "0", "0", "0", path, "UTF8"];
    expect(yield* settingsOf(withOptions(url, zeros))).toEqual(any);
    const none = { statementMillis: 0, lockMillis: 0, idleInTransactionMillis: 0 };
    expect(yield* settingsOf(url, none)).toEqual(any);
    expect(yield* settingsOf(url, { ...none, lockMillis: 7 })).toEqual([
      "planwright",
      "0",
      "7ms",
      "0",
      path,
      "UTF8",
    ]);
  }).pipe(Effect.scoped),
);
