import { dbVerifyData } from "@planwright/domain/representation";
import { verify } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import { linesOf } from "../../command/Answer.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { lastingPlace } from "../../ledger/ledgerPlace.ts";
import { dbVerifyView } from "../../view/db.ts";

export default defineCommand({
  summary: "Compare the database's schema with what a fresh one has",
  description:
    "What other programs added is listed as extras and is no difference. The exit code is 4 where there are differences.",
  examples: [{ what: "The one in your state directory", command: "db verify" }],
  run: (_typed, call) =>
    Effect.map(Effect.flatMap(lastingPlace(call), verify), (comparison) => ({
      data: () => dbVerifyData(comparison),
      view: () => dbVerifyView(comparison),
      lines: linesOf("db verify", ["kind", "table", "name", "expected", "found"]),
      exitCode: comparison.equal ? 0 : 4,
    })),
});
