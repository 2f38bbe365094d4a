import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { IdempotencyRecord } from "../../src/idempotency/IdempotencyStore.ts";
import type { Instant } from "../../src/time/Instant.ts";
import { someText } from "../generators/text.ts";
import { actor, instant } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { expectConflict, read, write } from "./units.ts";

const CREATED = instant("2026-05-01T00:00:00.000000Z");
const JUST_BEFORE = instant("2026-05-01T23:59:59.999999Z");
const EXPIRY = instant("2026-05-02T00:00:00.000000Z");

const makeRecord = (overrides: Partial<IdempotencyRecord> = {}): IdempotencyRecord => ({
  actor: actor("user:one"),
  operation: "plan use",
  key: "key",
  requestDigest: "a".repeat(64),
  subject: "01ARZ3NDEKTSV4RRFFQ69G5FAV",
  createdAt: CREATED,
  expiresAt: EXPIRY,
  ...overrides,
});

const insert = (record: IdempotencyRecord) => write((stores) => stores.idempotency.insert(record));
const find = (record: IdempotencyRecord, now: Instant = CREATED) =>
  read((stores) => stores.idempotency.find(record, now));

/** `IdempotencyStore` (domain.md section 10). */
export const idempotencyStoreSuite = (
  name: string,
  layer: LedgerLayer,
  _capabilities: Capabilities,
): void => {
  describe(`IdempotencyStore on ${name}`, () => {
    const { it, prop } = ledgerTests(layer);
    let actors = 0;

    prop("gives back a record under any key", someText(255), (key) =>
      Effect.gen(function* () {
        actors++;
        const record = makeRecord({ actor: actor(`user:${actors}`), key, subject: `local/${key}` });
        expect(yield* find(record)).toBeNull();
        yield* insert(record);
        expect(yield* find(record)).toEqual(record);
      }),
    );

    it("keeps a key for a unit of work that asks for it, also again, and gives it up with the unit", () =>
      Effect.gen(function* () {
        const record = makeRecord();
        const reserved = write(({ idempotency }) =>
          Effect.gen(function* () {
            const answers = [yield* idempotency.reserve(record), yield* idempotency.reserve(record)];
            yield* idempotency.insert(record);
            return answers;
          }),
        );
        expect(yield* reserved).toEqual([true, true]);
        expect(yield* find(record)).toEqual(record);
        expect(yield* write(({ idempotency }) => idempotency.reserve(record))).toBe(true);
      }));

    it("keeps keys of different actors and operations apart, and tells upper from lower case", () =>
      Effect.gen(function* () {
        const records = [
          makeRecord({ subject: "1" }),
          makeRecord({ subject: "2", actor: actor("user:two") }),
          makeRecord({ subject: "3", operation: "plan spawn" }),
          makeRecord({ subject: "4", operation: "action create" }),
          makeRecord({ subject: "5", key: "KEY" }),
        ];
        for (const record of records) yield* insert(record);
        for (const record of records) expect(yield* find(record)).toEqual(record);
      }));

    it("is dead exactly from its expiry on", () =>
      Effect.gen(function* () {
        const record = makeRecord();
        yield* insert(record);
        expect(yield* find(record, JUST_BEFORE)).toEqual(record);
        expect(yield* find(record, EXPIRY)).toBeNull();
      }));

    it("refuses a living key as a Conflict until the last moment and keeps the first [T4]", () =>
      Effect.gen(function* () {
        const record = makeRecord();
        yield* insert(record);
        yield* expectConflict(insert(makeRecord({ requestDigest: "b".repeat(64), createdAt: JUST_BEFORE })));
        expect(yield* find(record)).toEqual(record);
      }));

    it("takes the place of an expired record", () =>
      Effect.gen(function* () {
        yield* insert(makeRecord());
        const second = makeRecord({
          requestDigest: "b".repeat(64),
          subject: "second",
          createdAt: EXPIRY,
          expiresAt: instant("2026-05-03T00:00:00Z"),
        });
        yield* insert(second);
        expect(yield* find(second, EXPIRY)).toEqual(second);
      }));

    it("lets expired records of any key go when a record is added, and no living one", () =>
      Effect.gen(function* () {
        const expired = makeRecord({ key: "expired" });
        const living = makeRecord({ key: "living", expiresAt: instant("2026-05-02T00:00:00.000001Z") });
        yield* insert(expired);
        yield* insert(living);
        yield* insert(
          makeRecord({ key: "new", createdAt: EXPIRY, expiresAt: instant("2026-05-03T00:00:00Z") }),
        );
        expect(yield* find(expired, CREATED)).toBeNull();
        expect(yield* find(living, EXPIRY)).toEqual(living);
      }));

    it("lets exactly one of several callers have a key", () =>
      Effect.gen(function* () {
        const callers = Array.from({ length: 6 }, (_, index) =>
          Effect.result(insert(makeRecord({ subject: `caller ${index}` }))),
        );
        const results = yield* Effect.all(callers, { concurrency: "unbounded" });
        const won = results.map((result) => result._tag === "Success");
        expect(won.filter((win) => win)).toHaveLength(1);
        expect((yield* find(makeRecord()))?.subject).toBe(`caller ${won.indexOf(true)}`);
      }));

    it("goes with the transaction that was to create its subject", () =>
      Effect.gen(function* () {
        yield* write((stores) => stores.idempotency.insert(makeRecord()), { dryRun: true });
        expect(yield* find(makeRecord())).toBeNull();
      }));
  });
};
