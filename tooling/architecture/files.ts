import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The checkout, with a slash at the end. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

const made = new Set(["node_modules", "dist", "reports", "coverage", ".git", ".turbo"]);

/** Every file of the project that was written and not made, as paths from the root, sorted. */
export const projectFiles = (folder = ""): ReadonlyArray<string> =>
  readdirSync(`${root}${folder}`, { withFileTypes: true })
    .filter((entry) => !made.has(entry.name))
    .flatMap((entry) =>
      entry.isDirectory() ? projectFiles(`${folder}${entry.name}/`) : [`${folder}${entry.name}`],
    )
    .sort();

/** Files with imports to look at. */
export const isCode = (path: string): boolean => /\.[cm]?[jt]s$/.test(path);

/** Files that people read and write, as opposed to stored databases and pictures. */
export const isText = (path: string): boolean =>
  isCode(path) ||
  /\.(json|jsonc|yaml|yml|md|sql|feature|sh|txt|toml)$/.test(path) ||
  /(^|\/)\.?[\w-]+$/.test(path);
