import { option as optionArgument } from "@oclif/core/args";
import * as Effect from "effect/Effect";
import { defineCommand } from "../command/defineCommand.ts";
import { completionScript, SHELLS } from "../completion/completionScript.ts";
import { text } from "../present/View.ts";
import { writeLines } from "../present/writeLines.ts";

export default defineCommand({
  summary: "Print a script that completes commands, flags and values in a shell",
  examples: [
    {
      what: "In bash, from now on",
      command: "completion bash > ~/.local/share/bash-completion/completions/planwright",
    },
    { what: "In zsh, into a folder of $fpath", command: "completion zsh > ~/.zfunc/_planwright" },
  ],
  args: {
    shell: optionArgument({ options: SHELLS })({
      required: true,
      ignoreStdin: true,
      description: "The shell.",
    }),
  },
  run: Effect.fnUntraced(function* ({ args }, call) {
    const script = yield* completionScript(args.shell);
    const forProgram = call.format === "json" || call.format === "yaml" || call.format === "jsonl";
    if (!forProgram) yield* writeLines(call.io.stdout, [script]);
    return {
      data: () => ({ shell: args.shell, script }),
      view: () => [text(script)],
      printed: !forProgram,
    };
  }),
});
