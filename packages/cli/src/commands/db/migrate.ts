import { option, string } from "@oclif/core/flags";
import { dbMigrateData } from "@planwright/domain/representation";
import { migrate, plan } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import type { Answer } from "../../command/Answer.ts";
import type { CommandError } from "../../command/CommandError.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { switchFlag } from "../../command/switchFlag.ts";
import { databaseFile } from "../../ledger/ledgerPlace.ts";
import { showMigration, startFileProgress } from "../../present/migrationProgress.ts";
import { dbMigratedView, dbPlannedView } from "../../view/db.ts";

export default defineCommand({
  summary: "Bring the database's schema up to date",
  description: "A copy is made first, verified and kept beside the file. A failure leaves the old database.",
  examples: [
    { what: "See what would be done", command: "db migrate --dry-run" },
    { what: "Do it", command: "db migrate" },
  ],
  flags: {
    to: string({ helpValue: "NAME", summary: "The last migration to apply; all, unless given." }),
    "on-cycle": option({
      options: ["abort", "break"] as const,
      summary:
        "What to do with plans that are their own ancestors: abort (the default), or break the circle.",
    })(),
    "no-backup": switchFlag({ summary: "Make no copy first." }),
    ...dryRunFlag,
  },
  run: Effect.fnUntraced(function* ({ flags }, call): Effect.fn.Return<Answer, CommandError> {
    const location = yield* databaseFile(call);
    const to = flags.to === undefined ? {} : { to: flags.to };
    if (flags["dry-run"]) {
      const planned = yield* plan(location, to);
      return { data: () => dbMigrateData(planned), view: () => dbPlannedView(planned) };
    }
    const progress = startFileProgress(call, location.file);
    const migrated = yield* Effect.ensuring(
      migrate(location, { ...to, backup: !flags["no-backup"], onProgress: showMigration(progress) }),
      Effect.sync(progress.end),
    );
    return { data: () => dbMigrateData(migrated), view: () => dbMigratedView(migrated) };
  }),
});
