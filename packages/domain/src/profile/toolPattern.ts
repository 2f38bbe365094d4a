/**
 * True when `pattern`, an exact name or one with `*` for any run of characters, matches the whole of `text`; case
 * counts, and no other character is special. Linear in practice: a `*` never looks back past the one before it.
 * A pattern may itself be the text: what it matches is then a subset of what the outer pattern matches.
 */
export const matchesToolPattern = (pattern: string, text: string): boolean => {
  const [head = "", ...rest] = pattern.split("*");
  const tail = rest.pop();
  if (tail === undefined) return pattern === text;
  if (!text.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
};
