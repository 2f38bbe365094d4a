const startsWith = (bytes: Uint8Array, mark: ReadonlyArray<number>): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

const lineOf = (bytes: Uint8Array, end: number): number => {
  let line = 1;
  for (let at = 0; at < end; at++) if (bytes[at] === 0x0a) line++;
  return line;
};

/** The line of the first byte that is not UTF-8, by halving: what comes before it is. */
const firstBadLine = (bytes: Uint8Array): number => {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return lineOf(bytes, good);
};

/** The text of bytes in UTF-8, without the mark that some editors put first; or what is wrong, as a sentence. */
export const decodeText = (bytes: Uint8Array): { readonly text: string } | { readonly problem: string } => {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return { problem: "the file is UTF-16; save it as UTF-8." };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { problem: `the file is not UTF-8 (line ${firstBadLine(bytes)}); save it as UTF-8.` };
  }
};
