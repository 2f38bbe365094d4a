import { expand, readCell } from "../support/cells.ts";
import type { Fields, Json } from "../support/Json.ts";
import type { PlanwrightWorld } from "../support/World.ts";

type Rows = ReadonlyArray<ReadonlyArray<string>>;

/** The inputs of a table of names and values, with undefined for those that are left out. */
export const changesIn = (world: PlanwrightWorld, rows: Rows): { readonly [key: string]: Json | undefined } =>
  Object.fromEntries(rows.map(([key = "", cell = ""]) => [key, readCell(cell, world.known)]));

/** The inputs of a table of names and values; what is `nothing` is left out. */
export const inputsIn = (world: PlanwrightWorld, rows: Rows): Fields =>
  Object.fromEntries(
    Object.entries(changesIn(world, rows)).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );

/** A plan's id: by the name that the scenario gave it, or the text itself with references put in. */
export const idOf = (world: PlanwrightWorld, text: string): string =>
  world.known.planId(text) ?? expand(text, world.known);
