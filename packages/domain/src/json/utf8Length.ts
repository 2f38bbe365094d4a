/** The number of bytes of `text` in UTF-8, counted without encoding it; a lone surrogate counts as the 3 bytes of U+FFFD. */
export const utf8Length = (text: string): number => {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(at + 1);
      // A pair is 4 bytes for 2 units, so its second half adds nothing.
      if (next >= 0xdc00 && next < 0xe000) at++;
    }
  }
  return bytes;
};
