import { formatPath, type Issue } from "../input/InvalidInput.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { capped } from "./cappedList.ts";

const escaped = (part: string | number): string => String(part).replaceAll("~", "~0").replaceAll("/", "~1");

/** The RFC 6901 pointer to a place, "" for the whole. */
const pointer = (path: Issue["path"]): string => path.map((part) => `/${escaped(part)}`).join("");

/** What is wrong with an input, each with its place as people write it and as a JSON pointer; at most 50 and the total. */
export const issuesData = (issues: ReadonlyArray<Issue>): JsonObject => ({
  issues: capped(issues).map(({ message, path }) => ({
    path: formatPath(path),
    pointer: pointer(path),
    message,
  })),
  total: issues.length,
});
