import type { Figure } from "../measure/statistics.ts";

/** A time with three digits that count. */
export const millis = (value: number): string => value.toFixed(value < 1 ? 3 : value < 10 ? 2 : 1);

/** The lowest and the highest of ratios. */
export const spread = ({ max, min }: Figure): string => `${min.toFixed(1)}-${max.toFixed(1)}`;
