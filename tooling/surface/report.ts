import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Exported, exportsOf } from "./exports.ts";

/** The packages that others import. */
export const PUBLISHED = ["domain", "persistence", "migrations", "http"] as const;

interface Manifest {
  readonly name: string;
  readonly exports: { readonly [path: string]: { readonly "@planwright/source": string } | string };
}

/** One way into a package, with what it gives. */
export interface Entry {
  readonly path: string;
  readonly exports: ReadonlyArray<Exported>;
}

/** The ways into a package that its manifest names, test kits left out. */
export const entriesOf = (
  folder: string,
): { readonly name: string; readonly entries: ReadonlyArray<Entry> } => {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return {
    name: manifest.name,
    entries: Object.entries(manifest.exports).flatMap(([path, target]) =>
      typeof target === "string" || path === "./testing"
        ? []
        : [{ path, exports: exportsOf(join(folder, target["@planwright/source"])) }],
    ),
  };
};

const line = ({ doc, head, name }: Exported): string =>
  `### \`${name}\`\n\n${doc ?? ""}\n\n\`\`\`ts\n${head}\n\`\`\`\n\n`;

/** The public surface of a package as Markdown. */
export const surfaceReport = (folder: string): string => {
  const { entries, name } = entriesOf(folder);
  const intro = `# ${name}\n\nEvery name that this package gives to others, made from its source by \`npm run surface\`; a test compares.\n\n`;
  return `${intro}${entries
    .map((entry) => `## \`${join(name, entry.path)}\`\n\n${entry.exports.map(line).join("")}`)
    .join("")}`.replace(/\n+$/, "\n");
};
