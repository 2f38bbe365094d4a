/** The number of letters to add, drop, change or swap with their neighbour to turn one text into another. */
const distance = (a: string, b: string): number => {
  let before: ReadonlyArray<number> = [];
  let row: ReadonlyArray<number> = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
};

const MOST = 3;
/** Longer ones are no slips of the finger. */
const LONGEST = 64;

/** The candidates that `given` may have been meant for, the likeliest first, at most 3. */
export const similar = (given: string, candidates: Iterable<string>): ReadonlyArray<string> => {
  if (given.length > LONGEST) return [];
  const near: Array<{ readonly candidate: string; readonly far: number }> = [];
  for (const candidate of candidates) {
    const begins = given.length >= 3 && (candidate.startsWith(given) || given.startsWith(candidate));
    const far = begins ? 0 : distance(given.toLowerCase(), candidate);
    if (far <= Math.max(1, Math.floor(candidate.length / 3))) near.push({ candidate, far });
  }
  return near
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
};
