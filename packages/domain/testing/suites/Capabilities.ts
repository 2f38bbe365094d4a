/** True = the store has it; otherwise why it does not. Both answers have a test. */
export type Declared = true | { readonly lacks: string };

/** What differs between stores that keep the same promises. */
export interface Capabilities {
  /** What is stored can be read and damaged beside the ports; its layer then provides `RawAccess` too. */
  readonly rawText: Declared;
  /** A second connection can look at the same ledger; its layer then provides `SecondConnection` too. */
  readonly secondConnection: Declared;
  /** A reader does not keep a writer from committing, and still sees the state with which it began. */
  readonly concurrentReaders: Declared;
  /**
   * Several writers are at work at the same time, so that locks have something to do; its layer then provides `LockWaits`
   * too.
   */
  readonly concurrentWriters: Declared;
  /** `now` comes from the store itself and not from the caller's clock. */
  readonly ownClock: Declared;
  /**
   * How many plans the largest trees of the suites have: 100,000, and fewer in the short runs of a store that takes the better
   * part of a minute for those.
   */
  readonly largestTree: number;
}
