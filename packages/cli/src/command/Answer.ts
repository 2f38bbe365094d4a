import type { Instant, JsonObject, JsonValue } from "@planwright/domain";
import { type ListedIn, listedIn } from "@planwright/domain/representation";
import type { View } from "../present/View.ts";

/** Something worth telling besides the result. */
export interface Message {
  readonly level: "info" | "warn";
  readonly text: string;
  /** The view says it too, so a person who sees the view is not told twice. */
  readonly inView?: boolean;
}

/** How a list is printed one item per line. */
export interface Lines {
  /** What `jsonl` prints, one line each; made anew each time it is asked for. */
  readonly items: (data: JsonObject) => Iterable<JsonValue>;
  /** Paths into an item, such as `automation_profile.profile_name`: the columns of `plain`, one item per line; [] = the item. */
  readonly columns: ReadonlyArray<string>;
}

/** What a command came to, ready to be shown in any format. */
export interface Answer {
  /** As documented for the command: an object with stable keys. */
  readonly data: (now: Instant) => JsonObject;
  /** What a person is shown, at this Unix time in milliseconds. */
  readonly view: (nowMillis: number) => View;
  /** Undefined for an answer that is no list: `jsonl` prints `data`, `plain` a line for each value in it. */
  readonly lines?: Lines;
  /** The result was printed while the command ran (formats that are made of lines). */
  readonly printed?: boolean;
  /** 0 when it is missing; 4 and 5 for an answer that says no. */
  readonly exitCode?: 0 | 4 | 5;
  /** It succeeded, but what comes next waits for something. */
  readonly waits?: boolean;
  readonly messages?: ReadonlyArray<Message>;
}

const isList = (value: JsonValue | undefined): value is ReadonlyArray<JsonValue> => Array.isArray(value);

/** The lines of a command whose data is about a list, with the columns that `plain` shows of each item. */
export const linesOf = (command: ListedIn, columns: ReadonlyArray<string>): Lines => ({
  items: (data) => {
    const items = data[listedIn[command]];
    return isList(items) ? items : [];
  },
  columns,
});
