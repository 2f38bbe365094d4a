import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Actions, type Actor, isPerson, Plans, parseActor } from "@planwright/domain";
import { planTreeData } from "@planwright/domain/representation";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Answer } from "../command/Answer.ts";
import type { Call } from "../command/Call.ts";
import type { CommandError } from "../command/CommandError.ts";
import { readInputFile } from "../input/readInputFile.ts";
import { openLedger } from "../ledger/openLedger.ts";
import { colourless } from "../present/Palette.ts";
import { renderRich } from "../present/renderRich.ts";
import { writeLines } from "../present/writeLines.ts";
import { EXAMPLE_ACTION } from "./exampleAction.ts";
import { makeFolder } from "./makeFolder.ts";
import { tellStory } from "./story.ts";
import { storyView } from "./storyView.ts";

/** The story needs a person, whoever else the caller may be. */
const person = ({ actor, io }: Call): Actor =>
  isPerson(actor) ? actor : (parseActor(`user:${io.login()}`) ?? actor);

/** Takes one plan through its gates on a ledger in a new folder, and tells how it went. */
export const runQuickstart = Effect.fnUntraced(function* (
  call: Call,
): Effect.fn.Return<Answer, CommandError> {
  const nowMillis = yield* Clock.currentTimeMillis;
  const folder = makeFolder(call.io, nowMillis);
  writeFileSync(join(folder, "fix-bug.yaml"), EXAMPLE_ACTION);
  const url = `sqlite://${join(folder, "ledger.db")}`;
  const useCases = Layer.merge(Plans.layer, Actions.layer);
  const file = yield* readInputFile(call.io, join(folder, "fix-bug.yaml"));
  const story = yield* Effect.provide(
    Effect.flatMap(Effect.all([Plans, Actions]), ([plans, actions]) =>
      tellStory(plans, actions, person(call), file),
    ),
    Layer.provide(useCases, openLedger({ ...call, databaseUrl: url })),
  );
  const inCheckout = call.io.env.npm_lifecycle_event === "start";
  const view = storyView(story, { folder, url, inCheckout }, nowMillis);
  const narrated = call.format === "plain";
  if (narrated) yield* writeLines(call.io.stdout, renderRich(view, { paint: colourless, width: undefined }));
  return {
    data: () => ({ folder, database_url: url, ...planTreeData(story.tree) }),
    view: () => view,
    printed: narrated,
  };
});
