import type { Deed } from "./carryOut.ts";
import { deedOf, FIRST_MILLIS, millisAfter } from "./carryOut.ts";
import { withoutLeaseInstants, withPlaces } from "./differences.ts";
import type { Stream } from "./draw/drawStream.ts";
import { type Outcome, outcomeOf } from "./Outcome.ts";
import { openStore, type Store, type StoreKind } from "./Store.ts";
import { same } from "./same.ts";
import { World } from "./World.ts";
import { wholeLedger } from "./wholeLedger.ts";

/** Two stores that answered differently. */
export interface Difference {
  /** Place of the command in the stream. */
  readonly index: number;
  /** Whether the answer differs, or only the ledger after it. */
  readonly where: "answer" | "ledger";
  readonly left: { readonly store: string; readonly outcome: Outcome };
  readonly right: { readonly store: string; readonly outcome: Outcome };
}

/** How often each kind of answer came: `plan advance: done`, or the code of an error. */
export type Tally = Map<string, number>;

/** One command as it was carried out on the first store. */
interface Step {
  readonly deed: Deed;
  readonly at: number;
  readonly outcome: Outcome;
  /** The whole ledger after it, at intervals and at the end. */
  readonly ledger: Outcome | null;
}

/** Commands between two looks at the whole ledger. */
const INTERVAL = 100;

/** Every answer of the first store, which all others are held against. */
const recordFirst = async (
  store: Store,
  { commands, pools }: Stream,
  tally: Tally,
): Promise<ReadonlyArray<Step>> => {
  const world = new World();
  const steps: Array<Step> = [];
  let at = FIRST_MILLIS;
  for (const [index, command] of commands.entries()) {
    const deed = deedOf(command, { world, pools, index });
    const outcome = outcomeOf(await store.run(at, deed));
    if ("answer" in outcome) world.learn(outcome.answer);
    const kind = "answer" in outcome ? "done" : "code" in outcome ? outcome.code : "defect";
    tally.set(`${command.do}: ${kind}`, (tally.get(`${command.do}: ${kind}`) ?? 0) + 1);
    const isLook = (index + 1) % INTERVAL === 0 || index + 1 === commands.length;
    const ledger = isLook ? outcomeOf(await store.run(at, wholeLedger)) : null;
    steps.push({ deed, at, outcome, ledger });
    at += millisAfter(command, index);
  }
  return steps;
};

/** What a store makes of a deed, events by their places. */
const outcomeOn = async (store: Store, at: number, deed: Deed): Promise<Outcome> => {
  const { numbers } = store;
  const outcome = outcomeOf(await store.run(at, deed));
  if (numbers === null || !("answer" in outcome)) return outcome;
  let isNew = false;
  const placed = withPlaces(outcome.answer, (id) => {
    const place = numbers.placeOf(id);
    isNew ||= place === undefined;
    return place;
  });
  if (!isNew) return { answer: placed };
  await store.run(at, () => numbers.refresh);
  return { answer: withPlaces(outcome.answer, (id) => numbers.placeOf(id)) };
};

const differ = (left: Outcome, right: Outcome, ownClock: boolean): boolean =>
  ownClock ? !same(withoutLeaseInstants(left), withoutLeaseInstants(right)) : !same(left, right);

/** The first step at which a store differs from the first one; gives up early where another store has differed before. */
const compareWith = async (
  first: Store,
  store: Store,
  steps: ReadonlyArray<Step>,
  earliest: { index: number },
): Promise<Difference | null> => {
  const ownClock = first.ownClock || store.ownClock;
  const found = (index: number, where: Difference["where"], left: Outcome, right: Outcome): Difference => {
    earliest.index = Math.min(earliest.index, index);
    return {
      index,
      where,
      left: { store: first.name, outcome: left },
      right: { store: store.name, outcome: right },
    };
  };
  for (const [index, { at, deed, ledger, outcome }] of steps.entries()) {
    if (index > earliest.index) return null;
    const answered = await outcomeOn(store, at, deed);
    if (differ(outcome, answered, ownClock)) return found(index, "answer", outcome, answered);
    if (ledger === null) continue;
    const whole = await outcomeOn(store, at, wholeLedger);
    if (differ(ledger, whole, ownClock)) return found(index, "ledger", ledger, whole);
  }
  return null;
};

/**
 * Sends one stream to an empty ledger of each kind and compares every answer with the first kind's, and now and then the
 * whole ledger. Answers with the earliest difference, or null. The stores but the first work at the same time.
 */
export const compareOn = async (
  kinds: ReadonlyArray<StoreKind>,
  stream: Stream,
  tally: Tally = new Map(),
): Promise<Difference | null> => {
  const stores = await Promise.all(kinds.map((kind) => openStore(kind, stream.seed)));
  try {
    const [first, ...others] = stores;
    if (first === undefined) throw new RangeError("there is no store to compare");
    const steps = await recordFirst(first, stream, tally);
    const earliest = { index: Number.POSITIVE_INFINITY };
    const found = await Promise.all(others.map((store) => compareWith(first, store, steps, earliest)));
    return found
      .filter((difference) => difference !== null)
      .reduce<Difference | null>((a, b) => (a === null || b.index < a.index ? b : a), null);
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
};
