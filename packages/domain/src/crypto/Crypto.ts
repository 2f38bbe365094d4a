import * as Context from "effect/Context";

/** Randomness and digests, which the domain takes from its surroundings so that it runs anywhere and tests are repeatable. */
export class Crypto extends Context.Service<
  Crypto,
  {
    /** `length` unpredictable bytes. */
    readonly randomBytes: (length: number) => Uint8Array;
    /** SHA-256 of the UTF-8 bytes of `text`, lower-case hex, 64 characters. */
    readonly sha256: (text: string) => string;
  }
>()("@planwright/domain/crypto/Crypto") {}
