import { Damaged } from "@planwright/domain";

/** A column whose text could not be read; never the text. */
export interface DamagedColumn {
  readonly column: string;
  /** Of the text, in UTF-16 code units. */
  readonly length: number;
}

/** Collects what could not be read of one row, so that it can be logged once. */
export class Damages {
  readonly found: Array<DamagedColumn> = [];

  /** Notes a text that cannot be read and gives what stands for it. */
  add(column: string, text: string): Damaged {
    const damaged = Damaged.of(text);
    this.found.push({ column, length: damaged.length });
    return damaged;
  }
}

/**
 * A text that no reader of JSON, references or snapshots can read, as long as the one that a damaged value stands for:
 * writing a plan with such a value and reading it gives that value again.
 */
export const unreadable = ({ length }: Damaged): string => "[".repeat(length);
