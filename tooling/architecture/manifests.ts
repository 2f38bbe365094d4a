const kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;

/** The part of a package.json that is read here. */
export type Manifest = { readonly [K in (typeof kinds)[number]]?: Readonly<Record<string, string>> };

/** Versions are written once, in the catalog: manifests say `catalog:`, or `workspace:*` for a package of ours. */
export const manifestProblems = (path: string, manifest: Manifest): ReadonlyArray<string> =>
  kinds.flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).flatMap(([name, version]) => {
      const wanted = name.startsWith("@planwright/") ? "workspace:*" : "catalog:";
      return version === wanted ? [] : [`${path}: ${name} is "${version}", not "${wanted}"`];
    }),
  );

/** The catalog holds exact versions, so that every machine installs the same. */
export const catalogProblems = (workspaceFile: string): ReadonlyArray<string> => {
  const lines = workspaceFile.split("\n");
  const start = lines.indexOf("catalog:");
  if (start < 0) return ["pnpm-workspace.yaml has no catalog"];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^\S/.test(line));
  const entries = (end < 0 ? rest : rest.slice(0, end)).filter((line) => line.trim() !== "");
  return entries.flatMap((line) =>
    /^ {2}"?[^":]+"?: \d+\.\d+\.\d+(-[\w.]+)?$/.test(line)
      ? []
      : [`catalog entry without an exact version: ${line.trim()}`],
  );
};
