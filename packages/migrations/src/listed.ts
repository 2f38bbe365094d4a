const MOST_SHOWN = 50;

/** Names for a message, at most fifty of them and then how many there are in all. */
export const listed = (names: ReadonlyArray<string>): string =>
  names.length <= MOST_SHOWN
    ? names.join(", ")
    : `${names.slice(0, MOST_SHOWN).join(", ")} and more (${names.length} in all)`;
