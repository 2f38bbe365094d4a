import type { JsonObject } from "@planwright/domain";
import { Document, Scalar, visit } from "yaml";
import { isPrintable, printableYaml } from "./printable.ts";

/**
 * A value as YAML 1.2. Texts with a character that a terminal would act upon are written in double quotes with that
 * character as an escape.
 */
export const toYaml = (value: JsonObject): string => {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === "string" && !isPrintable(scalar.value)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  // Without a line width no text is folded, so an escape never falls into a fold.
  return printableYaml(document.toString({ lineWidth: 0 })).trimEnd();
};
