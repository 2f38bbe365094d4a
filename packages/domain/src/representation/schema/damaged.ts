import * as Schema from "effect/Schema";

/** A stored text that cannot be read: its length in UTF-16 code units and nothing of its content. */
export const DamagedData = Schema.Struct({
  damaged: Schema.Literal(true),
  length: Schema.Natural,
}).annotate({
  identifier: "Damaged",
  description: "A stored text that cannot be read; only its length is told.",
});
export type DamagedData = typeof DamagedData.Type;

/** What a stored column shows: its value, or that it is damaged. */
export const readable = <S extends Schema.Constraint>(schema: S) => Schema.Union([schema, DamagedData]);
