import { Instant, isDamaged, type Readable } from "@planwright/domain";
import { relativeTime } from "../present/relativeTime.ts";
import { type Line, line, span } from "../present/View.ts";

/** A stored value that cannot be read: that, and how long it is. */
export const damagedLine = (length: number): Line => line(`damaged (${length} characters)`, "bad");

/** A stored value as `show` shows it, or that it is damaged. */
export const readableLine = <A>(value: Readable<A>, show: (value: A) => Line): Line =>
  isDamaged(value) ? damagedLine(value.length) : show(value);

/** An instant as seen from now, with the instant itself behind it. */
export const timeLine = (instant: Readable<Instant> | null, nowMillis: number): Line | null =>
  instant === null
    ? null
    : readableLine(instant, (at) => [
        span(relativeTime(Instant.toMillis(at), nowMillis)),
        span(`  ${at.slice(0, 19)}Z`, "muted"),
      ]);

/** An instant as seen from now, as short as it can be. */
export const agoLine = (instant: Readable<Instant>, nowMillis: number): Line =>
  readableLine(instant, (at) => line(relativeTime(Instant.toMillis(at), nowMillis), "muted"));

/** Texts with commas between them; null for none. */
export const listLine = (texts: ReadonlyArray<string>): Line | null =>
  texts.length === 0 ? null : line(texts.join(", "));

/** A text, or null for none. */
export const textLine = (text: string | null): Line | null => (text === null ? null : line(text));
