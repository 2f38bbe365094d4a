import { connected } from "@planwright/test-postgres";
import type { Claimed } from "./Claimers.ts";

/** A plan that two workers were given, or a claim that the table does not know. */
export class DoubleClaim extends Error {
  override readonly name = "DoubleClaim";
}

/** What one side has claimed, and whether each of its claims must have a lease. */
export interface SideClaims {
  readonly rounds: ReadonlyArray<Claimed>;
  readonly leased: boolean;
}

/** How many plans are being worked on. */
export const plansInWork = (url: string): Promise<number> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ readonly plans: string }>(
      "SELECT count(*) AS plans FROM v3_plans WHERE processing_state = 'processing'",
    );
    return Number(rows[0]?.plans);
  });

/** How many of the claims the table knows under their fences, with or without a lease of the same fence. */
const known = (url: string, { rounds, leased }: SideClaims): Promise<number> =>
  connected(url, async (client) => {
    const claims = rounds.flatMap((round) => round.claims);
    const { rows } = await client.query<{ readonly plans: string }>(
      `SELECT count(*) AS plans
       FROM unnest($1::text[], $2::bigint[]) AS told(plan_id, fence)
       JOIN v3_plans USING (plan_id) LEFT JOIN pw_leases USING (plan_id)
       WHERE processing_state = 'processing' AND lease_fence = told.fence
         AND CASE WHEN $3 THEN pw_leases.fence = told.fence ELSE pw_leases.fence IS NULL END`,
      [claims.map(([planId]) => planId), claims.map(([, fence]) => fence), leased],
    );
    return Number(rows[0]?.plans);
  });

/**
 * Holds what the workers of all sides were told against the ledger: no plan was given twice, each is in work under the
 * fence of its claim, and no other plan is; throws otherwise.
 *
 * @param before how many plans were in work before the first claim
 * @returns how many claims there were
 */
export const countClaims = async (
  url: string,
  sides: ReadonlyArray<SideClaims>,
  before: number,
): Promise<number> => {
  const claims = sides.flatMap(({ rounds }) => rounds.flatMap((round) => round.claims));
  const twice = claims.length - new Set(claims.map(([planId]) => planId)).size;
  if (twice > 0) throw new DoubleClaim(`${twice} of ${claims.length} plans were claimed twice`);
  const inWork = (await plansInWork(url)) - before;
  let found = 0;
  for (const side of sides) found += await known(url, side);
  if (inWork !== claims.length || found !== claims.length) {
    throw new DoubleClaim(
      `${claims.length} claims were told, ${found} of them are known, and ${inWork} plans are in work`,
    );
  }
  return claims.length;
};
