import { COMMANDS, type CommandName, TOPICS } from "../commands.ts";
import { GAP, heading, text, toType, type View } from "../present/View.ts";
import { wordList } from "./commandHelp.ts";
import { summaries } from "./topicHelp.ts";

const FIRST_STEPS: ReadonlyArray<readonly [what: string, command: string]> = [
  ["See all of it at work", "planwright quickstart"],
  ["What waits for you", "planwright plan list --needs-approval"],
  ["How a command is typed", "planwright plan use --help"],
];

/** Help about the program: what it is, its nouns, and where to begin. */
export const rootHelp = async (): Promise<View> => {
  const words = (Object.keys(COMMANDS) as ReadonlyArray<CommandName>).filter((name) => !name.includes(" "));
  return [
    text("Planwright, a durable ledger of plans: who may do what, when, and under which rules.", "strong"),
    GAP,
    toType("planwright TOPIC COMMAND [FLAGS]"),
    ...wordList("Topics", Object.entries(TOPICS)),
    ...wordList("Commands", await summaries(words)),
    GAP,
    heading("Begin with"),
    ...FIRST_STEPS.flatMap(([what, command]) => [text(what, "muted", 2), toType(command)]),
  ];
};
