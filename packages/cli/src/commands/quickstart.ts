import * as Effect from "effect/Effect";
import { defineCommand } from "../command/defineCommand.ts";

export default defineCommand({
  summary: "Show all of it at work, on a ledger of its own",
  description:
    "Makes a new ledger in a new folder of your state directory, takes one plan through its gates there, and says what to try next. Nothing else is touched.",
  examples: [{ what: "Watch it", command: "quickstart" }],
  // Help lists this command, and what it runs loads half of the program.
  run: (_typed, call) =>
    Effect.flatMap(
      Effect.promise(() => import("../quickstart/runQuickstart.ts")),
      ({ runQuickstart }) => runQuickstart(call),
    ),
});
