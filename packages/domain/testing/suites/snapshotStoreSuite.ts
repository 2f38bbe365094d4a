import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { anySnapshot } from "../generators/snapshots.ts";
import type { Capabilities } from "./Capabilities.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { rawAccess } from "./raw.ts";
import { expectConflict, read, write } from "./units.ts";

const keep = (digest: string, text: string) => write((stores) => stores.snapshots.keep(digest, text));
const find = (digest: string) => read((stores) => stores.snapshots.find(digest));

const DIGEST = "d".repeat(64);

/** `SnapshotStore`. */
export const snapshotStoreSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`SnapshotStore on ${name}`, () => {
    const { it, prop } = ledgerTests(layer);

    prop(
      "gives back a profile's text by its digest, byte for byte, kept once or again",
      anySnapshot,
      (snapshot) =>
        Effect.gen(function* () {
          const { digest } = snapshot.captured;
          yield* keep(digest, snapshot.profileText);
          yield* keep(digest, snapshot.profileText);
          expect(yield* find(digest)).toBe(snapshot.profileText);
        }),
    );

    it("knows nothing of a digest that was never kept", () =>
      Effect.gen(function* () {
        yield* keep(DIGEST, "{}");
        expect(yield* find("e".repeat(64))).toBeNull();
        expect(yield* find(DIGEST.toUpperCase())).toBeNull();
      }));

    it("leaves a digest that is there as it is", () =>
      Effect.gen(function* () {
        yield* keep(DIGEST, "first");
        yield* keep(DIGEST, "second");
        expect(yield* find(DIGEST)).toBe("first");
      }));

    it("keeps a digest that several callers bring at once", () =>
      Effect.gen(function* () {
        const callers = Array.from({ length: 6 }, () => keep(DIGEST, "same"));
        yield* Effect.all(callers, { concurrency: "unbounded" });
        expect(yield* find(DIGEST)).toBe("same");
      }));

    if (capabilities.rawText === true) {
      it("cannot be changed in the database either", () =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          yield* keep(DIGEST, "first");
          const at = { table: "pw_snapshots", column: "text", where: { digest: DIGEST } };
          yield* expectConflict(raw.update(at, "second"));
          expect(yield* raw.read(at)).toEqual(["first"]);
        }));
    }
  });
};
