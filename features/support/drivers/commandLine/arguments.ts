import type { Fields, Json } from "../../Json.ts";
import { isFields } from "../../Json.ts";
import type { Command } from "../Command.ts";
import type { Request } from "../Driver.ts";

/** The inputs that stand without a flag, in their order. */
const POSITIONAL: { readonly [C in Command]?: ReadonlyArray<string> } = {
  "action show": ["name"],
  "action archive": ["name"],
  "automation-profile show": ["name"],
  "automation-profile remove": ["name"],
  "automation-profile diff": ["left", "right"],
  "config get": ["key"],
  "config set": ["key", "value"],
  "plan use": ["action", "projects"],
  "plan list": ["pattern"],
  "plan check": ["id", "operation"],
  "plan export": ["ids"],
};

/** The inputs that are given as a file, with the flag that names it. */
const FILES: { readonly [input: string]: string } = {
  file: "config",
  subplans: "subplans",
  result: "result",
  details: "details",
};

/** The inputs that are given as `name=value`, each by itself. */
const PAIRS: { readonly [input: string]: string } = { arguments: "arg", project_aliases: "project-alias" };

/** The inputs that are given again for each of their items. */
const EACH: { readonly [input: string]: string } = { invariants: "invariant", depends_on: "depends-on" };

/** What must be confirmed where nobody can be asked. */
const CONFIRMED: ReadonlyArray<Command> = ["plan apply", "plan cancel", "plan delete"];

const text = (value: Json): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

const texts = (value: Json): ReadonlyArray<string> => (Array.isArray(value) ? value : [value]).map(text);

const flag = (name: string, value: string): ReadonlyArray<string> => [`--${name}=${value}`];

/** Writes a file for a command and answers with its path. */
export type WriteFile = (name: string, content: Json) => string;

const flags = (key: string, value: Json, writeFile: WriteFile): ReadonlyArray<string> => {
  const file = FILES[key];
  if (file !== undefined) return flag(file, writeFile(key, value));
  const pair = PAIRS[key];
  if (pair !== undefined && isFields(value))
    return Object.entries(value).flatMap(([name, inner]) => flag(pair, `${name}=${text(inner)}`));
  const each = EACH[key];
  if (each !== undefined) return texts(value).flatMap((item) => flag(each, item));
  const name = key.replaceAll("_", "-");
  if (value === true) return [`--${name}`];
  return value === false ? [] : flag(name, text(value));
};

const positionalOf = (command: Command): ReadonlyArray<string> =>
  POSITIONAL[command] ?? (command.startsWith("plan ") ? ["id"] : []);

const has = (input: Fields, key: string): boolean => Object.hasOwn(input, key);

/** What one would type for a request, without the program's name. */
export const argumentsOf = (request: Request, writeFile: WriteFile): ReadonlyArray<string> => {
  const { actor, command, dryRun, input } = request;
  const positional = positionalOf(command).filter((key) => has(input, key));
  return [
    ...command.split(" "),
    ...Object.entries(input)
      .filter(([key]) => !positional.includes(key))
      .flatMap(([key, value]) => flags(key, value, writeFile)),
    ...flag("actor", actor),
    "--format=json",
    ...(dryRun ? ["--dry-run"] : []),
    ...(CONFIRMED.includes(command) ? ["--yes"] : []),
    "--",
    ...positional.flatMap((key) => texts(input[key] ?? null)),
  ];
};
