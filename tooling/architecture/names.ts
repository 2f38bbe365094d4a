const generic = [
  "util",
  "utils",
  "common",
  "helper",
  "helpers",
  "shared",
  "types",
  "manager",
  "managers",
  "misc",
];

/** Folders and files are named after what is in them; a name that fits everything says nothing. */
export const nameProblems = (path: string): ReadonlyArray<string> =>
  path.split("/").flatMap((part) => {
    const name = part.split(".")[0] ?? part;
    const words = name.split(/[-_]|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase());
    const last = words.at(-1);
    return last !== undefined && generic.includes(last)
      ? [`${path}: "${part}" says nothing about its content`]
      : [];
  });
