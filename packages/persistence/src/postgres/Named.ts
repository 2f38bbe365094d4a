import { createHash } from "node:crypto";

/** A statement that a connection prepares when it first runs it. */
export interface Named {
  /** Made from the text, so that no other text has it in any process: a pooler may share sessions among several. */
  readonly name: string;
  readonly text: string;
}

const named = new Map<string, Named>();

/** The statement with a text; the same one for the same text in the whole process. */
export const namedFor = (text: string): Named => {
  const known = named.get(text);
  if (known !== undefined) return known;
  const made = { name: `pw_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`, text };
  named.set(text, made);
  return made;
};
