/** A value of documented JSON. */
export type Json = string | number | boolean | null | ReadonlyArray<Json> | Fields;

/** An object of documented JSON. */
export interface Fields {
  readonly [key: string]: Json;
}

/** True for objects that are no arrays. */
export const isFields = (value: Json | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

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
