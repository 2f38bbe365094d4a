import type { JsonObject, JsonValue } from "@planwright/domain";

/** A password may hold anything but white space, an `@` too. */
const PASSWORD = /\b(postgres(?:ql)?:\/\/[^\s:@/]*):\S*@/gi;
const OPTION = /([?&]password=)[^&\s]*/gi;

/** A text without the passwords of database URLs in it, which may have been typed in a wrong place. */
export const withoutPasswords = (text: string): string =>
  text.replace(PASSWORD, "$1:***@").replace(OPTION, "$1***");

const isList = (value: JsonValue): value is ReadonlyArray<JsonValue> => Array.isArray(value);

const inValue = (value: JsonValue): JsonValue => {
  if (typeof value === "string") return withoutPasswords(value);
  if (typeof value !== "object" || value === null) return value;
  return isList(value) ? value.map(inValue) : withoutPasswordsIn(value);
};

/** The same for every text in an object. */
export const withoutPasswordsIn = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, inValue(value)]));
