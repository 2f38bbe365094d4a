import { existsSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

const folder = new URL("../golden/representation/", import.meta.url);

/**
 * The text of a golden file; "" when there is none. With `PLANWRIGHT_WRITE_GOLDEN=1` the file is written first, for a
 * change that users shall notice.
 */
export const golden = (name: string, text: string): string => {
  const file = fileURLToPath(new URL(`${name}.json`, folder));
  if (process.env.PLANWRIGHT_WRITE_GOLDEN === "1") writeFileSync(file, text);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};

/** How golden files are written. */
export const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
