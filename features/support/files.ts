import { findBuiltIn, writeProfile } from "@planwright/domain";
import type { Fields, Json } from "./Json.ts";

/** An action file with what it must have; `undefined` leaves a key out. */
export const actionFile = (name: string, changes: { readonly [key: string]: Json | undefined }): Fields =>
  defined({
    name,
    description: "Builds something",
    definition_of_done: "It is built",
    strategy_actor: "local/strategist",
    execution_actor: "local/executor",
    ...changes,
  });

/** A profile file with the rules of a built-in one and changes; `guards.x` changes a guard. */
export const profileFile = (
  name: string,
  like: string,
  changes: { readonly [key: string]: Json | undefined },
): Fields => {
  const model = findBuiltIn(like);
  if (model === undefined) throw new Error(`no built-in profile is called ${like}`);
  const { source: _, guards: __, ...rules } = writeProfile(model) as Fields;
  const entries = Object.entries(changes);
  const guards = entries.filter(([key]) => key.startsWith("guards."));
  return defined({
    ...rules,
    name,
    ...Object.fromEntries(entries.filter(([key]) => !key.startsWith("guards."))),
    guards:
      guards.length === 0
        ? undefined
        : defined(Object.fromEntries(guards.map(([key, value]) => [key.slice(7), value]))),
  });
};

const defined = (fields: { readonly [key: string]: Json | undefined }): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
