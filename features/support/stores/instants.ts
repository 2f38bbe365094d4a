/** An instant as ledgers write it, in whatever text (domain.md section 2). */
const INSTANT = /\b(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d{3}Z)\b/g;

/** A text with every instant in it moved by so many milliseconds; earlier when negative. */
export const moved = (text: string, millis: number): string =>
  text.replace(INSTANT, (_, upToMillis: string, rest: string) => {
    const there = new Date(Date.parse(`${upToMillis}Z`) + millis).toISOString();
    return `${there.slice(0, -1)}${rest}`;
  });
