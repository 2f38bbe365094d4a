import { hash, randomBytes } from "node:crypto";
import type { Crypto } from "@planwright/domain";

/** Randomness and digests of Node. */
export const nodeCrypto: Crypto["Service"] = {
  randomBytes: (length) => randomBytes(length),
  sha256: (text) => hash("sha256", text, "hex"),
};
