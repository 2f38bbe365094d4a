import { dbStatusData } from "@planwright/domain/representation";
import { status } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import { defineCommand } from "../../command/defineCommand.ts";
import { lastingPlace } from "../../ledger/ledgerPlace.ts";
import { dbStatusView } from "../../view/db.ts";

export default defineCommand({
  summary: "Show where the database is, and whether its schema is current",
  examples: [
    { what: "The one in your state directory", command: "db status" },
    { what: "Another file", command: "db status --database-url sqlite:///var/lib/planwright/ledger.db" },
    {
      what: "One on a server",
      command: "db status --database-url postgresql://ada@db.example.com/planwright",
    },
  ],
  run: (_typed, call) =>
    Effect.map(Effect.flatMap(lastingPlace(call), status), (found) => ({
      data: () => dbStatusData(found),
      view: () => dbStatusView(found),
    })),
});
