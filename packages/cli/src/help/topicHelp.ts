import { COMMANDS, type CommandName, TOPIC_ALIASES, TOPICS } from "../commands.ts";
import { GAP, text, toType, type View } from "../present/View.ts";
import { wordList } from "./commandHelp.ts";

/** Names and summaries of commands, by name. */
export const summaries = (
  names: ReadonlyArray<CommandName>,
): Promise<ReadonlyArray<readonly [string, string]>> =>
  Promise.all(names.map(async (name) => [name, (await COMMANDS[name]()).summary] as const));

const namesOf = (topic: string): ReadonlyArray<CommandName> =>
  (Object.keys(COMMANDS) as ReadonlyArray<CommandName>).filter((name) => name.startsWith(`${topic} `));

/** Help about one noun: its commands, and an example. */
export const topicHelp = async (topic: string): Promise<View> => {
  const names = namesOf(topic);
  const [first] = names;
  const example = first === undefined ? undefined : (await COMMANDS[first]()).examples[0];
  const alias = Object.keys(TOPIC_ALIASES).find((word) => TOPIC_ALIASES[word] === topic);
  return [
    text(`${TOPICS[topic] ?? topic}.`, "strong"),
    ...(alias === undefined ? [] : [text(`\`${alias}\` is short for ${topic}.`, "muted")]),
    ...wordList("Commands", await summaries(names)),
    GAP,
    toType(`planwright ${example?.command ?? topic}`),
    toType(`planwright ${names.at(-1) ?? topic} --help`),
  ];
};
