const UNITS: ReadonlyArray<readonly [millis: number, name: string]> = [
  [31_557_600_000, "y"],
  [2_629_800_000, "mo"],
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
];

/** A length of time in its greatest unit, or its two greatest from a minute on: `800 ms`, `42 s`, `3 min 20 s`, `2 d 4 h`. */
export const duration = (millis: number): string => {
  const whole = Math.max(0, Math.round(millis));
  const at = UNITS.findIndex(([size]) => whole >= size);
  const [size, name] = UNITS[at] ?? [1, "ms"];
  const first = `${Math.floor(whole / size)} ${name}`;
  const next = at < 0 ? undefined : UNITS[at + 1];
  const rest = next === undefined ? 0 : Math.floor((whole % size) / next[0]);
  return next === undefined || rest === 0 ? first : `${first} ${rest} ${next[1]}`;
};

/** A moment as seen from another, in the greatest unit alone: `just now`, `3 min ago`, `in 2 h`. */
export const relativeTime = (millis: number, nowMillis: number): string => {
  const away = Math.abs(millis - nowMillis);
  const [size, name] = UNITS.find(([unit]) => away >= unit) ?? [0, ""];
  if (size === 0) return "just now";
  const shown = `${Math.floor(away / size)} ${name}`;
  return millis > nowMillis ? `in ${shown}` : `${shown} ago`;
};
