import type { MigrationReason } from "../../MigrationError.ts";
import { adoptedTables } from "../adoptedTables.ts";
import type { Place } from "../place.ts";
import { relationNames, rowCounts } from "../tables.ts";
import type { StepCode } from "./StepCode.ts";

const refusal = async (place: Place): Promise<MigrationReason | undefined> => {
  const there = new Set(await relationNames(place));
  const counts = await rowCounts(
    place.client,
    adoptedTables.filter((table) => there.has(table)),
  );
  const rows = Object.entries(counts).filter(([, count]) => count > 0);
  return rows.length === 0 ? undefined : { _tag: "PopulatedLegacy", rows: Object.fromEntries(rows) };
};

/** Refuses tables with rows: their roots, profiles and instants would have to be brought up to date. */
export const upgradeRows: StepCode = { refusal, run: () => Promise.resolve(0) };
