/** `A` to `Z` in lower case and nothing else, as SQL's `LIKE` folds case. */
const foldAscii = (text: string): ReadonlyArray<string> =>
  Array.from(text, (character) =>
    character >= "A" && character <= "Z" ? character.toLowerCase() : character,
  );

/**
 * True when a glob (`*` any characters, `?` one code point, everything else itself) matches the whole text, ASCII
 * case-insensitively. Time is at most proportional to the product of the two lengths.
 */
export const matchesGlob = (pattern: string, text: string): boolean => {
  const glob = foldAscii(pattern);
  const subject = foldAscii(text);
  let at = 0;
  let inGlob = 0;
  /** Where to go on when a match fails: after the last star, with the star taking one character more. */
  let afterStar = -1;
  let starTook = 0;
  while (at < subject.length) {
    if (glob[inGlob] === "*") {
      inGlob++;
      afterStar = inGlob;
      starTook = at;
    } else if (inGlob < glob.length && (glob[inGlob] === "?" || glob[inGlob] === subject[at])) {
      inGlob++;
      at++;
    } else if (afterStar >= 0) {
      starTook++;
      at = starTook;
      inGlob = afterStar;
    } else {
      return false;
    }
  }
  while (glob[inGlob] === "*") inGlob++;
  return inGlob === glob.length;
};
