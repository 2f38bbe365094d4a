import * as Layer from "effect/Layer";
import { Crypto } from "../../src/crypto/Crypto.ts";
import { sha256 } from "./sha256.ts";

/** Bytes that look random and are the same for the same seed (splitmix32). */
const seededBytes = (seed: number): ((length: number) => Uint8Array) => {
  let state = seed >>> 0;
  const nextByte = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return (word ^ (word >>> 15)) & 0xff;
  };
  return (length) => Uint8Array.from({ length }, nextByte);
};

/** Repeatable randomness from a seed, and the real SHA-256. */
const make = (seed = 1): Crypto["Service"] => ({ randomBytes: seededBytes(seed), sha256 });

/** The same bytes in the same order each time it is built. */
const layer: Layer.Layer<Crypto> = Layer.sync(Crypto, () => make());

/** A `Crypto` for tests, by itself or as a layer. */
export const TestCrypto = { make, layer } as const;
