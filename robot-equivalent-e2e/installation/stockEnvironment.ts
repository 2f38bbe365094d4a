import { delimiter, sep } from "node:path";
import process from "node:process";

/** PATH as a user has it, without the tools that this workspace brings along. */
export const stockPath: string = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((folder) => !folder.split(sep).includes("node_modules"))
  .join(delimiter);

/** What npm tells the programs that it starts; another npm would take it for its own. */
const TOLD_BY_NPM = /^(?:npm_(?!config_)|npm_config_(?:local_|global_)?prefix$|INIT_CWD$)/i;

/** The environment of a user who types a command into a terminal of this machine. */
export const stockEnvironment: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !TOLD_BY_NPM.test(name))),
  PATH: stockPath,
  NODE_ENV: undefined,
  NODE_OPTIONS: undefined,
};
