import { type PlanId, parseShortId, shortId } from "./PlanId.ts";

/**
 * What tables show of a plan's id and every command accepts: the short id, or the whole id of an adopted plan whose last
 * 8 characters are none.
 */
export const shownId = (planId: PlanId): string => {
  const short = shortId(planId);
  return parseShortId(short) === undefined ? planId : short;
};

const SAFE = /^[A-Za-z0-9._:/-]+$/;

const quoted = (text: string): string => (SAFE.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The same as it stands in a command that a person pastes: quoted for a POSIX shell where it must be. */
export const planReference = (planId: PlanId): string => quoted(shownId(planId));
