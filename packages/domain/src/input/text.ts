import type { Issue } from "./InvalidInput.ts";

/** What a text may be. */
export interface TextRule {
  /** Most UTF-16 code units. */
  readonly max: number;
  /** Line feeds and tabs are welcome. */
  readonly lines?: boolean;
  /** The empty text, and one of white space alone, are welcome. */
  readonly blank?: boolean;
}

/** A name, a reason or a label: one line. */
export const LINE: TextRule = { max: 1_000 };
/** A description: many lines. */
export const PROSE: TextRule = { max: 65_536, lines: true };

const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\t\n\r]/u;

/** What is wrong with a text, or [] (domain.md: nothing a store or a terminal could not keep is taken in). */
export const checkText = (path: Issue["path"], value: string, rule: TextRule): ReadonlyArray<Issue> => {
  if (rule.blank !== true && value.trim() === "") return [{ path, message: "must not be empty" }];
  if (value.length > rule.max) {
    return [{ path, message: `must not be longer than ${rule.max} characters (it has ${value.length})` }];
  }
  if (!value.isWellFormed())
    return [{ path, message: "has half of a surrogate pair, which is no character" }];
  const control = (rule.lines === true ? CONTROL_BUT_LINES : CONTROL).exec(value);
  return control === null
    ? []
    : [
        {
          path,
          message: `must not have the control character U+${hex(control[0])} (at ${control.index + 1})`,
        },
      ];
};

const hex = (character: string): string =>
  character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
