import { type Condition, judgeContents, judgeLedger, leftBehind } from "../chain/Condition.ts";
import type { Chain } from "./chain.ts";
import { readHistory } from "./history.ts";
import { foreignRevision, legacyShapeProblem } from "./legacyShape.ts";
import type { Place } from "./place.ts";
import { relationNames } from "./tables.ts";

/** Says what a database is, or throws why this release must not touch it. Only reads. */
export const examine = async (place: Place, { migrations }: Chain): Promise<Condition> => {
  const ledger = judgeLedger(await readHistory(place), migrations, place.location);
  if (ledger !== undefined) return ledger;
  const names = (await relationNames(place)).filter((name) => !leftBehind.has(name));
  if (names.length === 0) return { _tag: "Empty" };
  return judgeContents(
    { names, shapeProblem: await legacyShapeProblem(place), revision: await foreignRevision(place) },
    place.location,
  );
};
