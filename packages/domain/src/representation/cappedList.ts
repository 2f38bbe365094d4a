/** Lists in details end here, and the total says how many there are (checklist L2). */
export const MOST_LISTED = 50;

/** The first 50. */
export const capped = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> => items.slice(0, MOST_LISTED);
