import { createHash } from "node:crypto";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Crypto } from "../../../src/crypto/Crypto.ts";
import { TestCrypto } from "../../../testing/crypto/TestCrypto.ts";
import { text } from "../../../testing/generators/text.ts";

const reference = (value: string): string => createHash("sha256").update(value, "utf8").digest("hex");

it("gives the digests of FIPS 180-4", () => {
  const { sha256 } = TestCrypto.make();
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

it("agrees with Node at every length around the blocks, and on long texts", () => {
  const { sha256 } = TestCrypto.make();
  for (let length = 0; length < 200; length++)
    expect(sha256("x".repeat(length))).toBe(reference("x".repeat(length)));
  expect(sha256("é".repeat(100_000))).toBe(reference("é".repeat(100_000)));
});

it.prop("agrees with Node on any text", [text()], ([value]) => {
  expect(TestCrypto.make().sha256(value)).toBe(reference(value));
});

it("gives the same bytes for the same seed, others for another, and does not repeat itself", () => {
  const [one, again, other] = [TestCrypto.make(7), TestCrypto.make(7), TestCrypto.make(8)];
  const first = one.randomBytes(32);
  expect(again.randomBytes(32)).toEqual(first);
  expect(other.randomBytes(32)).not.toEqual(first);
  expect(one.randomBytes(32)).not.toEqual(first);
  expect(new Set(one.randomBytes(5_000)).size).toBe(256);
});

it.effect("starts anew each time its layer is built", () =>
  Effect.gen(function* () {
    const bytes = Effect.provide(
      Crypto.useSync((crypto) => crypto.randomBytes(16)),
      TestCrypto.layer,
      { local: true },
    );
    expect(yield* bytes).toEqual(yield* bytes);
  }),
);
