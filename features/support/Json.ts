/** A value of documented JSON. */
export type Json = string | number | boolean | null | ReadonlyArray<Json> | Fields;

/** An object of documented JSON. */
export interface Fields {
  readonly [key: string]: Json;
}

/** True for objects that are no arrays. */
export const isFields = (value: Json | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as one would read it: a text as it is, anything else as JSON. */
export const textOf = (value: Json | undefined): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");

/** The place of a plan, `phase/state`, in what was answered about it. */
export const placeIn = ({ phase, state }: Fields): string => `${textOf(phase)}/${textOf(state)}`;

/** What is at a path such as `plans[0].plan_id` or `tree.children.length`; undefined when there is nothing. */
export const at = (value: Json | undefined, path: string): Json | undefined =>
  path
    .replaceAll("[", ".")
    .replaceAll("]", "")
    .split(".")
    .reduce<Json | undefined>((here, key) => {
      if (Array.isArray(here)) return key === "length" ? here.length : here[Number(key)];
      return isFields(here) && Object.hasOwn(here, key) ? here[key] : undefined;
    }, value);
