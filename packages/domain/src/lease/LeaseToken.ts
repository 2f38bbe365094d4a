import type { PlanId } from "../plan/PlanId.ts";
import { planIdFromKey } from "../plan/PlanId.ts";

/** What a worker shows to prove its lease: `<plan id>.<fence>.<128 random bits in hex>`. */
export interface LeaseToken {
  readonly planId: PlanId;
  readonly fence: number;
  readonly secret: string;
}

const FORM = /^(.+)\.([1-9][0-9]{0,14})\.([0-9a-f]{32})$/s;

/** The token that `text` is, or undefined. */
export const parseLeaseToken = (text: string): LeaseToken | undefined => {
  const match = FORM.exec(text);
  const [, id, fence, secret] = match ?? [];
  if (id === undefined || fence === undefined || secret === undefined) return undefined;
  return { planId: planIdFromKey(id), fence: Number(fence), secret };
};

/** The text that is handed to the worker, once. */
export const formatLeaseToken = (token: LeaseToken): string =>
  `${token.planId}.${token.fence}.${token.secret}`;

/** A new secret from at least 16 random bytes. */
export const secretFrom = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
