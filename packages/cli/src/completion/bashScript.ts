import type { Grammar, GrammarCommand, GrammarFlag } from "./Grammar.ts";

const valueCase = ({ name, value }: GrammarFlag): string | undefined => {
  if (value === "none") return undefined;
  if (value === "file") return `    ${name}) COMPREPLY=($(compgen -f -- "$cur")); return ;;`;
  const words = value === "any" ? "" : value.join(" ");
  return `    ${name}) COMPREPLY=($(compgen -W "${words}" -- "$cur")); return ;;`;
};

const valueCases = (commands: ReadonlyArray<GrammarCommand>): ReadonlyArray<string> => [
  ...new Set(commands.flatMap(({ flags }) => flags.flatMap((flag) => valueCase(flag) ?? []))),
];

/** Flags of one name may take different values in different commands; those are told apart by the command. */
const ownValues = ({ flags, name, words }: GrammarCommand): string => {
  const cases = valueCases([{ flags, name, words, summary: "" }]).map((line) => `    ${line}`);
  return [
    `    "${name}")`,
    '      case "$prev" in',
    ...cases,
    "      esac",
    `      flags="${flags.map((flag) => flag.name).join(" ")} --help"`,
    `      words="${words.join(" ")}"`,
    "      ;;",
  ].join("\n");
};

const verbCase = ([noun, verbs]: readonly [string, ReadonlyArray<readonly [string, string]>]): string =>
  `      ${noun}) COMPREPLY=($(compgen -W "${verbs.map(([verb]) => verb).join(" ")} --help" -- "$cur")); return ;;`;

const aliasCase = ([alias, noun]: readonly [string, string]): string => `    ${alias}) noun=${noun} ;;`;

/** Completion for bash 3.2 and later, with nothing else installed. */
export const bashScript = ({ aliases, commands, first, verbs }: Grammar): string =>
  `# bash completion for planwright
_planwright() {
  local cur prev noun command flags words
  COMPREPLY=()
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${first.map(([word]) => word).join(" ")} --help --version" -- "$cur"))
    return
  fi
  noun="\${COMP_WORDS[1]}"
  case "$noun" in
${Object.entries(aliases).map(aliasCase).join("\n")}
  esac
  if [ "$COMP_CWORD" -eq 2 ]; then
    case "\${COMP_WORDS[1]}" in
${[...verbs].map(verbCase).join("\n")}
    esac
  fi
  command="$noun"
  case "$noun" in
    ${[...verbs.keys()].join("|")}) command="$noun \${COMP_WORDS[2]}" ;;
  esac
  case "$command" in
${commands.map(ownValues).join("\n")}
    *) return ;;
  esac
  case "$cur" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$cur")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
  esac
}
complete -o default -F _planwright planwright`;
