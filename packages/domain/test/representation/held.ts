import * as Schema from "effect/Schema";

/**
 * The JSON text of a value held to a schema: every key and no other, in the order of the schema. Throws with what does not
 * fit. Equal to the value's own text exactly when the value is as the schema says.
 */
export const held = (schema: Schema.Constraint, value: unknown): string =>
  JSON.stringify(
    Schema.decodeUnknownSync(schema as Schema.Codec<unknown>, { onExcessProperty: "error" })(value),
  );
