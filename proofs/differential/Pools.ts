import type { JsonObject, Profile } from "@planwright/domain";
import {
  anyJsonObject,
  anyProfile,
  fullPlanFields,
  type PlanFields,
  planFields,
  qualifiedName,
  someText,
} from "@planwright/domain/testing";
import * as Arbitrary from "effect/Arbitrary";
import * as Effect from "effect/Effect";

/** Generated values that the commands of one stream are made of. */
export interface Pools {
  /** Text that every store can hold, however hostile. */
  readonly texts: ReadonlyArray<string>;
  /** Those of them that the use cases take as a line of text. */
  readonly lines: ReadonlyArray<string>;
  readonly names: ReadonlyArray<string>;
  readonly objects: ReadonlyArray<JsonObject>;
  readonly profiles: ReadonlyArray<Profile>;
  /** Everything of adopted plans but who they are. */
  readonly plans: ReadonlyArray<PlanFields>;
}

const sample = <A>(arbitrary: Arbitrary.Arbitrary<A>, count: number, seed: number): ReadonlyArray<A> =>
  Effect.runSync(Arbitrary.sampleEffect(arbitrary, { count, seed }));

/** Text in which engines may differ: letters beyond 16 bits, marks that combine, other directions, odd cases, look-alikes. */
const ODD_LINES = [
  "ÅNGSTRÖM",
  "A\u030angstro\u0308m",
  "\u212bngström",
  "straße",
  "STRASSE",
  "İstanbul",
  "ıstanbul",
  "ſtop",
  "\u1e9eharp s",
  "ﬁle",
  "שלום עולם",
  "\u200fعربي 123",
  "日本語",
  "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
  "👩‍👩‍👧‍👦 🏳️‍🌈",
  "\u{10ffff}",
  "\uffff",
  "\ue000",
  "z",
  "Z",
  "_",
  "~",
  "50%",
  "a_b",
  "back\\slash",
  'it\'s "quoted"',
  "null",
  "0",
  " x ",
  "x\u00a0y",
  "1e400",
] as const;

/** The pools of one stream. */
export const makePools = (seed: number): Pools => {
  const texts = sample(someText(80), 150, seed);
  const isLine = (text: string): boolean => text.trim() !== "" && !/\p{Cc}/u.test(text) && !/[{}]/.test(text);
  return {
    texts,
    lines: [...ODD_LINES, ...texts.filter(isLine)],
    names: sample(qualifiedName, 12, seed + 1),
    objects: sample(anyJsonObject, 40, seed + 2),
    profiles: sample(anyProfile, 12, seed + 3),
    plans: [...sample(planFields, 12, seed + 4), ...sample(fullPlanFields, 4, seed + 5)],
  };
};
