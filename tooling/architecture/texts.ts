// Written in pieces, so that this file does not find itself.
const patterns: ReadonlyArray<readonly [string, RegExp]> = [
  [
    "a path of one machine",
    new RegExp(`(^|[^.\\w])/(${["work", "farm", "root", "home/\\w+", "Users/\\w+"].join("|")})/`),
  ],
  [
    "the host of a registry",
    new RegExp(["registry\\.(npmjs|yarnpkg)", "npm(mirror|jserver)", "npm\\.pkg"].join("|"), "i"),
  ],
  [
    "the address of a package",
    new RegExp(["tarball", "resolved"].map((word) => `\\b${word}"?:\\s*"?https?:`).join("|")),
  ],
];

/** Nothing in the project says on which machine, or from which registry, it was made. */
export const textProblems = (path: string, text: string): ReadonlyArray<string> =>
  text
    .split("\n")
    .flatMap((line, index) =>
      patterns.flatMap(([what, pattern]) =>
        pattern.test(line) ? [`${path}:${index + 1}: holds ${what}`] : [],
      ),
    );
