import { resolve } from "node:path";
import { string as argument } from "@oclif/core/args";
import { dbBackupData } from "@planwright/domain/representation";
import { backup } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import type { Answer } from "../../command/Answer.ts";
import type { CommandError } from "../../command/CommandError.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { UsageError } from "../../command/UsageError.ts";
import { lastingPlace } from "../../ledger/ledgerPlace.ts";
import { startProgress } from "../../present/Progress.ts";
import { quoted } from "../../present/quoted.ts";
import { fields, line } from "../../present/View.ts";

/** The server's own tool does it better than we could. */
const dumpInstead = (command: string, address: string, file: string): UsageError => {
  const instead = `pg_dump --format=custom --file=${quoted(file)} ${quoted(address)}`;
  return new UsageError({ reason: { _tag: "OnlySqlite", command, instead } });
};

export default defineCommand({
  summary: "Copy the database to a new file while others use it; the copy is verified",
  description:
    "For SQLite. A database on a PostgreSQL server is backed up with the server's own tools, such as pg_dump.",
  examples: [{ what: "Beside other backups", command: "db backup /var/backups/ledger.db" }],
  args: {
    file: argument({
      required: true,
      ignoreStdin: true,
      description: "The new file; an existing one is left alone.",
    }),
  },
  run: Effect.fnUntraced(function* ({ args }, call): Effect.fn.Return<Answer, CommandError> {
    const location = yield* lastingPlace(call);
    if (location.engine === "postgresql")
      return yield* dumpInstead(call.command, location.address, args.file);
    const progress = startProgress(call);
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
