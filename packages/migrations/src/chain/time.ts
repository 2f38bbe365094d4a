/** An instant in milliseconds since 1970 in the one stored form, whose text order is its time order. */
export const instant = (millis: number): string => new Date(millis).toISOString().replace("Z", "000Z");

/** Milliseconds since an earlier `performance.now()`, whole. */
export const millisSince = (started: number): number => Math.round(performance.now() - started);
