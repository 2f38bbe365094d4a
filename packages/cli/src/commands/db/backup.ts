import { resolve } from "node:path";
import { string as argument } from "@oclif/core/args";
import { dbBackupData } from "@planwright/domain/representation";
import { backup } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import { defineCommand } from "../../command/defineCommand.ts";
import { databaseFile } from "../../ledger/ledgerPlace.ts";
import { startProgress } from "../../present/Progress.ts";
import { fields, line } from "../../present/View.ts";

export default defineCommand({
  summary: "Copy the database to a new file while others use it; the copy is verified",
  examples: [{ what: "Beside other backups", command: "db backup /var/backups/ledger.db" }],
  args: {
    file: argument({
      required: true,
      ignoreStdin: true,
      description: "The new file; an existing one is left alone.",
    }),
  },
  run: Effect.fnUntraced(function* ({ args }, call) {
    const progress = startProgress(call);
    const location = yield* databaseFile(call);
    const copy = yield* Effect.ensuring(
      backup(location, resolve(call.io.cwd, args.file), {
        onPages: (done, total) => progress.show("copying", done, total),
      }),
      Effect.sync(progress.end),
    );
    return {
      data: () => dbBackupData(copy),
      view: () => [
        fields([
          ["copy", line(copy.file)],
          ["bytes", line(String(copy.bytes))],
        ]),
      ],
    };
  }),
});
