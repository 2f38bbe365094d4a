import { ACTOR } from "../support/actors.ts";
import { expand } from "../support/cells.ts";
import { deedNamed, phrases } from "../support/deeds.ts";
import { commandNamed } from "../support/drivers/Command.ts";
import type { Fields } from "../support/Json.ts";
import type { PlanwrightWorld } from "../support/World.ts";
import { idOf, inputsIn } from "./inputs.ts";
import { sentence } from "./sentence.ts";

const TRIES = "( tries to)?";

/** Asks, and insists on success unless somebody only tries. */
const ask = async (
  world: PlanwrightWorld,
  who: string,
  tries: string,
  command: string,
  input: Fields,
): Promise<void> => {
  if (command === "plan list" && input.cursor === undefined) world.lastList = input;
  const named = commandNamed(command);
  await (tries === "" ? world.done(who, named, input) : world.ask(who, named, input));
};

sentence(
  `${ACTOR}${TRIES} (${phrases(true)}) "([^"]*)"(?: to ([\\w-]+))?`,
  (world, [who = "", tries = "", phrase = "", subject = "", to = ""], rows) => {
    const deed = deedNamed(phrase);
    const input = {
      [deed.subject ?? "id"]: deed.ofPlan ? idOf(world, subject) : expand(subject, world.known),
      ...(to === "" ? {} : { to }),
      ...deed.input,
      ...inputsIn(world, rows),
    };
    return ask(world, who, tries, deed.command, input);
  },
  "may follow",
);

sentence(
  `${ACTOR}${TRIES} (${phrases(false)})`,
  (world, [who = "", tries = "", phrase = ""], rows) => {
    const deed = deedNamed(phrase);
    return ask(world, who, tries, deed.command, { ...deed.input, ...inputsIn(world, rows) });
  },
  "may follow",
);

sentence(
  `${ACTOR}${TRIES} asks? "([^"]+)"`,
  (world, [who = "", tries = "", command = ""], rows) =>
    ask(world, who, tries, command, inputsIn(world, rows)),
  "must follow",
);

sentence(`${ACTOR} compares "([^"]+)" with "([^"]+)"`, (world, [who = "", left = "", right = ""]) =>
  ask(world, who, "", "automation-profile diff", {
    left: expand(left, world.known),
    right: expand(right, world.known),
  }),
);

sentence(
  `${ACTOR}${TRIES} exports? "([^"]+)"(?: and "([^"]+)")?`,
  (world, [who = "", tries = "", one = "", two = ""]) =>
    ask(world, who, tries, "plan export", {
      ids: [one, two].filter((name) => name !== "").map((name) => idOf(world, name)),
    }),
);

sentence(`${ACTOR} lists the next page`, (world, [who = ""]) =>
  ask(world, who, "", "plan list", { ...world.lastList, cursor: world.nextCursor }),
);
