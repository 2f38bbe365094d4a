import {
  isDamaged,
  type Readable,
  readSubplans,
  type SubplanSettings,
  subplansJson,
} from "@planwright/domain";
import * as Result from "effect/Result";
import type { Damages } from "./Damages.ts";
import { parseObject, writeJson } from "./json.ts";
import { asText } from "./scalars.ts";

/** The settings that a column holds, null for NULL, or damaged text. */
export const readSubplanSettings = (
  stored: unknown,
  column: string,
  damages: Damages,
): Readable<SubplanSettings> | null => {
  if (stored === null) return null;
  const text = asText(stored);
  const settings = Result.getOrUndefined(readSubplans(parseObject(text)));
  return settings ?? damages.add(column, text);
};

/** The JSON text of settings. */
export const writeSubplanSettings = (settings: Readable<SubplanSettings> | null): string | null =>
  settings === null ? null : writeJson(isDamaged(settings) ? settings : subplansJson(settings));
