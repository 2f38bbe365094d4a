import { expect, it } from "@effect/vitest";
import { isDamaged, type JsonObject } from "@planwright/domain";
import { Damages } from "../../src/mapping/Damages.ts";
import { parseObject, readObject, readValue } from "../../src/mapping/json.ts";

const nested = (levels: number): string => `${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;

it("reads nothing from a column that an event could not hold some levels deeper", () => {
  const damages = new Damages();
  expect(isDamaged(readObject(nested(500), "error_details_json", damages))).toBe(false);
  expect(isDamaged(readValue(nested(500), "default_value_json", damages))).toBe(false);
  expect(damages.found).toEqual([]);
  for (const levels of [501, 512, 513, 200_000]) {
    expect(isDamaged(readObject(nested(levels), "error_details_json", damages))).toBe(true);
    expect(isDamaged(readValue(nested(levels), "default_value_json", damages))).toBe(true);
  }
  const event: JsonObject = { before: { arguments: [{ default: JSON.parse(nested(500)) }] } };
  expect(parseObject(JSON.stringify(event))).toEqual(event);
});
