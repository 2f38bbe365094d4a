import type { Call } from "../command/Call.ts";
import { printable } from "./printable.ts";
import { shortened } from "./width.ts";

/** Work that is done sooner than this needs no bar, in milliseconds. */
const PATIENCE = 1_000;
/** Between two drawings, in milliseconds. */
const PAUSE = 80;
const BAR = 24;

/** Shows how far work has come. */
export interface Progress {
  /** Says what is being done, and how much of it; `total` undefined = nobody knows. */
  readonly show: (what: string, done: number, total: number | undefined) => void;
  /** Wipes the bar away. */
  readonly end: () => void;
}

const NONE: Progress = { show: () => {}, end: () => {} };

const bar = (done: number, total: number): string => {
  const share = total <= 0 ? 1 : Math.min(1, done / total);
  const full = Math.round(share * BAR);
  return `${"█".repeat(full)}${"░".repeat(BAR - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
};

/**
 * A bar on standard error from the first second on, for a person at a terminal; nothing anywhere else. Drawing never
 * waits, and a terminal that has gone ends it without a word.
 *
 * @param patience milliseconds before the first drawing; less for work that holds the event loop, which cannot draw later
 */
export const startProgress = ({ err, io, quiet }: Call, patience = PATIENCE): Progress => {
  if (quiet || !io.stderr.isTerminal || io.env.TERM === "dumb") return NONE;
  const started = performance.now();
  let drawn = 0;
  let visible = false;
  return {
    show: (what, done, total) => {
      const now = performance.now();
      if (now - started < patience || now - drawn < PAUSE) return;
      drawn = now;
      visible = true;
      const text = total === undefined ? `${what} ${done}` : `${bar(done, total)}  ${what}`;
      void io.stderr.write(`\r\u001b[2K${shortened(printable(text), (err.width ?? 80) - 1)}`);
    },
    end: () => {
      if (visible) void io.stderr.write("\r\u001b[2K");
      visible = false;
    },
  };
};
