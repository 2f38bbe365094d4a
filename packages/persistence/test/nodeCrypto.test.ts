import { expect, it } from "@effect/vitest";
import { nodeCrypto } from "../src/nodeCrypto.ts";

it("digests the UTF-8 bytes of a text, in lower-case hex", () => {
  expect(nodeCrypto.sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(nodeCrypto.sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(nodeCrypto.sha256("é😀")).toBe(nodeCrypto.sha256("\u00e9\u{1f600}"));
  expect(nodeCrypto.sha256("é")).not.toBe(nodeCrypto.sha256("e\u0301"));
});

it("gives as many random bytes as are asked for, others each time", () => {
  const [one, two] = [nodeCrypto.randomBytes(32), nodeCrypto.randomBytes(32)];
  expect([one.length, two.length, nodeCrypto.randomBytes(0).length]).toEqual([32, 32, 0]);
  expect(one).not.toEqual(two);
});
