/** A call as the search sees it: between two instants of one monotonic clock; `end` is Infinity where no answer came. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/** What calls do when they follow one another. */
export interface Specification<Op, State> {
  readonly initial: State;
  /** Where a call with its answer may lead from a state; [] = it cannot have happened there. */
  readonly after: (state: State, op: Op) => ReadonlyArray<State>;
  /** Where the state may get without a call of this history. */
  readonly drift: (state: State) => ReadonlyArray<State>;
  /** True for a call that changes nothing in whichever state it happens. */
  readonly onlyLooks: (op: Op) => boolean;
  /** Equal for equal states only. */
  readonly key: (state: State) => string;
}

/** Whether there is an order of the calls, consistent with real time, that explains every answer. */
export type Verdict<Op, State> =
  | { readonly _tag: "Explained"; readonly looked: number }
  /** The longest order that was found: the state after it, and the calls of which one had to come next. */
  | {
      readonly _tag: "Unexplained";
      readonly explained: number;
      readonly state: State;
      readonly next: ReadonlyArray<Op>;
    }
  /** More places were looked at than allowed; nothing is known. */
  | { readonly _tag: "GaveUp"; readonly looked: number };

/** A place in the search: which calls have happened, and where that led. */
interface Place<State> {
  /** Every answered call before this position has happened. */
  readonly low: number;
  /** Positions after `low` that have happened as well, ascending. */
  readonly extra: ReadonlyArray<number>;
  /** Positions of calls without an answer that have happened, ascending. */
  readonly unanswered: ReadonlyArray<number>;
  readonly state: State;
}

const MOST_LOOKED = 200_000;

const insert = (positions: ReadonlyArray<number>, at: number): ReadonlyArray<number> =>
  [...positions, at].sort((a, b) => a - b);

/** The answered call at `at` has happened. */
const done = <State>(place: Place<State>, at: number, state: State): Place<State> => {
  if (at !== place.low) return { ...place, extra: insert(place.extra, at), state };
  let low = at + 1;
  let used = 0;
  while (place.extra[used] === low) {
    low++;
    used++;
  }
  return { ...place, low, extra: place.extra.slice(used), state };
};

/** Positions of the answered calls of which any may come next, and the instant by which one of them must have. */
const candidates = <Op extends Span>(
  calls: ReadonlyArray<Op>,
  { extra, low }: Place<unknown>,
): { readonly positions: ReadonlyArray<number>; readonly deadline: number } => {
  const positions: Array<number> = [];
  const happened = new Set(extra);
  let deadline = Number.POSITIVE_INFINITY;
  for (let at = low; at < calls.length; at++) {
    const call = calls[at];
    if (call === undefined || call.begin > deadline) break;
    if (happened.has(at)) continue;
    positions.push(at);
    deadline = Math.min(deadline, call.end);
  }
  return { positions, deadline };
};

/**
 * Searches for an order in which the calls explain their answers (Wing and Gong, with Lowe's memory of places seen). A
 * call that only looks, may come next and is right about the state comes next: putting it first makes no other order
 * impossible. Calls without an answer may have happened at any time after they began, or never.
 */
export const linearize = <Op extends Span, State>(
  ops: ReadonlyArray<Op>,
  specification: Specification<Op, State>,
  mostLooked = MOST_LOOKED,
): Verdict<Op, State> => {
  const byBegin = [...ops].sort((a, b) => a.begin - b.begin);
  const answered = byBegin.filter((op) => op.end !== Number.POSITIVE_INFINITY);
  const unanswered = byBegin.filter((op) => op.end === Number.POSITIVE_INFINITY);
  const { after, drift, key, onlyLooks } = specification;

  /** Lets every call happen that only looks and is right. */
  const settle = (place: Place<State>): Place<State> => {
    let settled = place;
    for (;;) {
      const { positions } = candidates(answered, settled);
      const look = positions.find((at) => {
        const op = answered[at];
        return op !== undefined && onlyLooks(op) && after(settled.state, op).length > 0;
      });
      if (look === undefined) return settled;
      settled = done(settled, look, settled.state);
    }
  };

  const following = (place: Place<State>): ReadonlyArray<Place<State>> => {
    const { deadline, positions } = candidates(answered, place);
    const known = positions.flatMap((at) => {
      const op = answered[at];
      return op === undefined ? [] : after(place.state, op).map((state) => done(place, at, state));
    });
    const drifted = drift(place.state).map((state) => ({ ...place, state }));
    const unknown = unanswered.flatMap((op, at) =>
      op.begin > deadline || place.unanswered.includes(at)
        ? []
        : after(place.state, op).map((state) => ({
            ...place,
            unanswered: insert(place.unanswered, at),
            state,
          })),
    );
    // The last one is looked at first.
    return [...unknown, ...drifted, ...known.reverse()];
  };

  const seen = new Set<string>();
  let best: Place<State> = { low: 0, extra: [], unanswered: [], state: specification.initial };
  const open = [best];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const place = settle(next);
    if (place.low === answered.length) return { _tag: "Explained", looked: seen.size };
    const name = `${place.low}/${place.extra.join()}/${place.unanswered.join()}/${key(place.state)}`;
    if (seen.has(name)) continue;
    seen.add(name);
    if (seen.size > mostLooked) return { _tag: "GaveUp", looked: seen.size };
    if (place.low + place.extra.length > best.low + best.extra.length) best = place;
    open.push(...following(place));
  }
  return {
    _tag: "Unexplained",
    explained: best.low + best.extra.length,
    state: best.state,
    next: candidates(answered, best).positions.flatMap((at) => answered[at] ?? []),
  };
};
