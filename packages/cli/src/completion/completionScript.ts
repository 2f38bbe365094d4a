import * as Effect from "effect/Effect";
import { bashScript } from "./bashScript.ts";
import { readGrammar } from "./Grammar.ts";
import { zshScript } from "./zshScript.ts";

/** The shells that there are scripts for. */
export const SHELLS = ["bash", "zsh"] as const;
export type Shell = (typeof SHELLS)[number];

/** A script that completes what is typed, made from the declared commands; it starts no program while somebody types. */
export const completionScript = (shell: Shell): Effect.Effect<string> =>
  Effect.map(Effect.promise(readGrammar), shell === "bash" ? bashScript : zshScript);
