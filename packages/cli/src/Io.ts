import type { Crypto, UnitOfWork } from "@planwright/domain";
import type { Layer } from "effect/Layer";

/** One of the program's two outputs. */
export interface Output {
  /** Writes all of a text and waits until it is taken; false when nobody reads any more, after which writing is pointless. */
  readonly write: (text: string) => Promise<boolean>;
  readonly isTerminal: boolean;
  /** Columns of the terminal, as they are now; undefined when it is none or does not say. */
  readonly columns: () => number | undefined;
}

/** Everything of the outside that one run of the command line touches, so that many can run in one process. */
export interface Io {
  /** What was typed after the program's name. */
  readonly args: ReadonlyArray<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Files that are named by a relative path are looked for here. */
  readonly cwd: string;
  readonly stdin: {
    readonly isTerminal: boolean;
    /** The bytes of standard input; asked for at most once. */
    readonly bytes: () => AsyncIterable<Uint8Array>;
  };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Name of the person at the keyboard, as the system knows it. */
  readonly login: () => string;
  /** The ledger to work on in the place of the one that a URL names; for programs that run the command line inside of themselves. */
  readonly ledger?: Layer<UnitOfWork | Crypto>;
}
