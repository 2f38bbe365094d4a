import { posix } from "node:path";
import { importsOf } from "./imports.ts";
import { drivers, type Room, withoutDrivers } from "./rooms.ts";

/** The parts of a package's manifest that imports are held to. */
export interface Declared {
  readonly dependencies: ReadonlyArray<string>;
  readonly devDependencies: ReadonlyArray<string>;
}

const matches = (pattern: string, specifier: string) =>
  pattern.endsWith("*") ? specifier.startsWith(pattern.slice(0, -1)) : specifier === pattern;

/** `@mikro-orm/core/x` -> `@mikro-orm/core`, `effect/Effect` -> `effect`. */
const packageOf = (specifier: string) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

const relative = (room: Room, path: string, specifier: string): string | undefined => {
  const target = posix.join(posix.dirname(path), specifier);
  return target.startsWith(`${room.within}/`) ? undefined : `leaves ${room.within} for ${target}`;
};

const workspace = (room: Room, specifier: string): string | undefined => {
  const [, name = "", ...entry] = specifier.split("/");
  if (!room.packages.includes(name)) return `${room.path} must not know @planwright/${name}`;
  if (entry[0] === "testing" && !room.testing) return `${room.path} must not use what exists for tests`;
  return undefined;
};

const outside = (room: Room, specifier: string, manifest: () => Declared): string | undefined => {
  if (specifier === "effect") return "imports the whole of effect; name the module, as in effect/Effect";
  if (withoutDrivers.includes(room.path) && drivers.some((pattern) => matches(pattern, specifier)))
    return `${room.path} must not talk to a database itself`;
  if (room.outside !== "declared")
    return room.outside.some((pattern) => matches(pattern, specifier))
      ? undefined
      : `${room.path} must not import ${specifier}`;
  if (specifier.startsWith("node:")) return undefined;
  const name = packageOf(specifier);
  const declared = manifest();
  if (declared.dependencies.includes(name)) return undefined;
  if (!declared.devDependencies.includes(name)) return `${name} is not in the manifest`;
  return room.shipped && room.bundled !== true ? `${name} is only a development dependency` : undefined;
};

/** What is wrong with the imports of one file; empty when nothing is. */
export const directionProblems = (
  path: string,
  source: string,
  rooms: ReadonlyArray<Room>,
  declared: (folder: string) => Declared,
): ReadonlyArray<string> => {
  const room = rooms.find((candidate) => path.startsWith(`${candidate.path}/`));
  if (room === undefined)
    return [`${path}: no rule says what this folder may import (tooling/architecture/rooms.ts)`];
  const folder = room.path
    .split("/")
    .slice(0, room.path.startsWith("packages/") ? 2 : 1)
    .join("/");
  const judge = (specifier: string | undefined) => {
    if (specifier === undefined) return room.shipped ? "imports what is only known at run time" : undefined;
    if (specifier.startsWith(".")) return relative(room, path, specifier);
    if (specifier.startsWith("@planwright/")) return workspace(room, specifier);
    return outside(room, specifier, () => declared(folder));
  };
  return importsOf(path, source).flatMap(({ specifier, line }) => {
    const problem = judge(specifier);
    return problem === undefined ? [] : [`${path}:${line}: ${problem}`];
  });
};
