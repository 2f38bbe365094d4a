import * as Base64Url from "effect/encoding/Base64Url";
import * as Result from "effect/Result";
import { InvalidInput } from "../input/InvalidInput.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import { parseJson } from "../json/parseJson.ts";
import { planIdFromKey } from "../plan/PlanId.ts";
import type { PlanCursor, PlanFilter } from "../plan/PlanQuery.ts";

/** A cursor holds a stored `created_at`, which is longer than any instant where it is damaged. */
const MAX_CURSOR_BYTES = 1_048_576;

const filterText = (filter: PlanFilter): string =>
  Result.getOrElse(
    canonicalJson(Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))),
    () => "",
  );

const stale = (): InvalidInput =>
  InvalidInput.at("", ["cursor"], "is not one that this list gave; begin again without a cursor");

/** An opaque text for the place in a list after a plan, which counts for the same filter only. */
export const writeCursor = (
  filter: PlanFilter,
  cursor: PlanCursor,
  sha256: (text: string) => string,
): string =>
  Base64Url.encode(
    JSON.stringify([cursor.createdAt, cursor.planId, sha256(filterText(filter)).slice(0, 16)]),
  );

const parse = (text: string): unknown => {
  const decoded = Base64Url.decodeString(text);
  if (Result.isFailure(decoded)) return undefined;
  return Result.getOrElse(
    parseJson(decoded.success, { maxDepth: 1, maxBytes: MAX_CURSOR_BYTES }),
    () => undefined,
  );
};

/** The place that a text stands for; fails when the text was not given by this list for this filter. */
export const readCursor = (
  filter: PlanFilter,
  text: string,
  sha256: (text: string) => string,
): Result.Result<PlanCursor, InvalidInput> => {
  const parts = parse(text);
  if (!Array.isArray(parts) || parts.length !== 3) return Result.fail(stale());
  const [createdAt, planId, digest]: ReadonlyArray<unknown> = parts;
  if (typeof createdAt !== "string" || typeof planId !== "string" || planId === "")
    return Result.fail(stale());
  return digest === sha256(filterText(filter)).slice(0, 16)
    ? Result.succeed({ createdAt, planId: planIdFromKey(planId) })
    : Result.fail(
        InvalidInput.at("", ["cursor"], "was given for another filter; begin again without a cursor"),
      );
};
