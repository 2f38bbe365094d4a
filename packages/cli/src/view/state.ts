import type { ProcessingState } from "@planwright/domain";
import { type Line, type Span, span, type Tone } from "../present/View.ts";

const SHOWN: { readonly [S in ProcessingState]: readonly [glyph: string, tone: Tone] } = {
  queued: ["○", "accent"],
  processing: ["◐", "busy"],
  complete: ["●", "good"],
  errored: ["✗", "bad"],
  constrained: ["▲", "warn"],
  cancelled: ["–", "muted"],
  applied: ["✓", "good"],
};

/** The sign of a state, in its colour. */
export const stateGlyph = (state: ProcessingState): Span => span(SHOWN[state][0], SHOWN[state][1]);

/** `phase/state` in the state's colour, behind its sign. */
export const placeLine = (phase: string, state: ProcessingState): Line => [
  stateGlyph(state),
  span(` ${phase}/${state}`, SHOWN[state][1]),
];

/** Numbers by state, the states that occur alone: `○ 2 queued  ✓ 1 applied`. */
export const countsLine = (counts: { readonly [S in ProcessingState]?: number }): Line =>
  (Object.keys(SHOWN) as ReadonlyArray<ProcessingState>)
    .filter((state) => (counts[state] ?? 0) > 0)
    .flatMap((state, at) => [
      span(at === 0 ? "" : "   "),
      stateGlyph(state),
      span(` ${counts[state]} ${state}`),
    ]);
