import { option, string } from "@oclif/core/flags";
import { dbMigrateData } from "@planwright/domain/representation";
import { migrate, plan } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import type { Answer, Message } from "../../command/Answer.ts";
import type { CommandError } from "../../command/CommandError.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { switchFlag } from "../../command/switchFlag.ts";
import { lastingPlace } from "../../ledger/ledgerPlace.ts";
import { showMigration, startMigrationProgress } from "../../present/migrationProgress.ts";
import { dbMigratedView, dbPlannedView } from "../../view/db.ts";

const NO_COPY: Message = {
  level: "info",
  text: "No copy was made first: databases on a PostgreSQL server are backed up with pg_dump.",
};

export default defineCommand({
  summary: "Bring the database's schema up to date",
  description:
    "A copy of a SQLite database is made first, verified and kept beside the file; on a PostgreSQL server make one with pg_dump. A failure leaves the old database.",
  examples: [
    { what: "See what would be done", command: "db migrate --dry-run" },
    { what: "Do it", command: "db migrate" },
    {
      what: "Make the tables in an empty database on a server",
      command: "db migrate --database-url postgresql://ada@db.example.com/planwright",
    },
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
    const location = yield* lastingPlace(call);
    const to = flags.to === undefined ? {} : { to: flags.to };
    if (flags["dry-run"]) {
      const planned = yield* plan(location, to);
      return { data: () => dbMigrateData(planned), view: () => dbPlannedView(planned) };
    }
    const progress = startMigrationProgress(call, location);
    const migrated = yield* Effect.ensuring(
      migrate(location, { ...to, backup: !flags["no-backup"], onProgress: showMigration(progress) }),
      Effect.sync(progress.end),
    );
    const unsaved = location.engine === "postgresql" && migrated.from !== null && migrated.applied.length > 0;
    return {
      data: () => dbMigrateData(migrated),
      view: () => dbMigratedView(migrated),
      messages: unsaved && !flags["no-backup"] ? [NO_COPY] : [],
    };
  }),
});
