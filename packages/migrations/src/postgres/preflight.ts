import type { Condition } from "../chain/Condition.ts";
import type { Migration } from "../chain/Migration.ts";
import { pendingOf, tooOld, versionOf } from "../chain/pending.ts";
import { MigrationError } from "../MigrationError.ts";
import type { Chain } from "./chain.ts";
import { examine } from "./examine.ts";
import type { Place } from "./place.ts";

/** What is to be done: with which migrations, up to which of them (all when it is missing). */
export interface Errand {
  readonly chain: Chain;
  readonly to?: string;
  /** Refuse whatever is not current: a schema on a server is made by `migrate` alone. */
  readonly onlyCurrent: boolean;
}

/** What a run would do. */
export interface Preflight {
  readonly before: Condition;
  readonly from: string | null;
  readonly pending: ReadonlyArray<Migration>;
}

/** Looks at a database and says what is pending, or throws why nothing can be done. Only reads. */
export const preflight = async (place: Place, { chain, to, onlyCurrent }: Errand): Promise<Preflight> => {
  const { location } = place;
  const before = await examine(place, chain);
  const pending = pendingOf(before, chain, to, location);
  const from = versionOf(before, chain);
  if (onlyCurrent && pending.length > 0) throw tooOld(from, pending, location);
  for (const step of pending.flatMap(({ steps }) => steps)) {
    const refusal = step._tag === "Code" ? chain.codes.get(step.name)?.refusal : undefined;
    const reason = await refusal?.(place);
    if (reason !== undefined) throw new MigrationError({ reason, location });
  }
  return { before, from, pending };
};
