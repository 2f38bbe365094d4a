import {
  type GivenArguments,
  type InvalidInput,
  type JsonObject,
  type JsonValue,
  type PlanProject,
  readSubplans,
  readWorkResult,
  type SubplanSettings,
  type WorkResult,
} from "@planwright/domain";
import * as Effect from "effect/Effect";
import { badFile, badValue, type UsageError } from "../command/UsageError.ts";
import type { Io } from "../Io.ts";
import { inFile } from "./inFile.ts";
import { readInputFile, titleOf } from "./readInputFile.ts";
import { readPairs } from "./readText.ts";

/** `--arg name=value`: texts, which the action's types turn into values. */
export const readArguments = (
  texts: ReadonlyArray<string> | undefined,
): Effect.Effect<GivenArguments, UsageError> =>
  Effect.map(
    readPairs("--arg", texts),
    (pairs) => new Map([...pairs].map(([name, text]) => [name, { text }])),
  );

/** The projects of a new plan with the aliases that `--project-alias` gives them. */
export const readProjectArguments = (
  names: ReadonlyArray<string>,
  aliasTexts: ReadonlyArray<string> | undefined,
): Effect.Effect<ReadonlyArray<PlanProject>, UsageError> =>
  Effect.flatMap(readPairs("--project-alias", aliasTexts), (aliases) => {
    const stranger = [...aliases.keys()].find((name) => !names.includes(name));
    return stranger === undefined
      ? Effect.succeed(names.map((name) => ({ name, alias: aliases.get(name) ?? null, readOnly: false })))
      : Effect.fail(badValue("--project-alias", `names ${stranger}, which is not among the projects given.`));
  });

/** The settings of a plan's children from a file; undefined without one. */
export const readSubplansFile = (
  io: Io,
  path: string | undefined,
): Effect.Effect<SubplanSettings | undefined, InvalidInput | UsageError> =>
  path === undefined
    ? Effect.succeed(undefined)
    : Effect.flatMap(readInputFile(io, path), (file) =>
        Effect.mapError(Effect.fromResult(readSubplans(file)), inFile(path)),
      );

/** What a worker hands in, from a file; nothing without one. */
export const readResultFile = (
  io: Io,
  path: string | undefined,
): Effect.Effect<WorkResult, InvalidInput | UsageError> =>
  path === undefined
    ? Effect.succeed({})
    : Effect.flatMap(readInputFile(io, path), (file) =>
        Effect.mapError(Effect.fromResult(readWorkResult(file)), inFile(path)),
      );

const isGroup = (value: JsonValue): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is known about a failure, from a file; nothing without one. */
export const readDetailsFile = Effect.fnUntraced(function* (
  io: Io,
  path: string | undefined,
): Effect.fn.Return<JsonObject, UsageError> {
  if (path === undefined) return {};
  const details = yield* readInputFile(io, path);
  return isGroup(details) ? details : yield* badFile(titleOf(path), "must be a group of keys, such as step.");
});
