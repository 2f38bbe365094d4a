const LONGEST = 90;

/** What stands for a statement in a list of them: its beginning, on one line. */
export const shortText = (statement: string): string => {
  const line = statement.replace(/\s+/g, " ").replaceAll('"', "");
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 3)}...`;
};
