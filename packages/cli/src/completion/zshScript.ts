import type { Grammar, GrammarCommand, GrammarFlag } from "./Grammar.ts";

/** Text inside of single quotes in which `[`, `]` and `:` have a meaning. */
const quoted = (text: string): string =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll(/[[\]:]/g, "\\$&")
    .replaceAll("'", "'\\''");

const action = ({ value }: GrammarFlag): string => {
  if (value === "none") return "";
  if (value === "file") return ":file:_files";
  return value === "any" ? ":value: " : `:value:(${value.join(" ")})`;
};

const flagSpec = (flag: GrammarFlag): string =>
  `      '*${flag.name}[${quoted(flag.summary)}]${action(flag)}'`;

const commandCase = ({ flags, name, words }: GrammarCommand): string =>
  `    '${name}')
      _arguments \\
${flags.map((flag) => `${flagSpec(flag)} \\`).join("\n")}
      '--help[Show help]' \\
      '*:argument:${words.length === 0 ? "_files" : `(${words.join(" ")})`}'
      ;;`;

const described = (words: ReadonlyArray<readonly [string, string]>): string =>
  words.map(([word, about]) => `'${word.replaceAll(":", "\\:")}:${quoted(about)}'`).join(" ");

const verbCase = ([noun, verbs]: readonly [string, ReadonlyArray<readonly [string, string]>]): string =>
  `      ${noun}) known=(${described(verbs)}) ;;`;

const aliasCase = ([alias, noun]: readonly [string, string]): string => `    ${alias}) noun=${noun} ;;`;

/** Completion for zsh, to be put into a folder of \`$fpath\` as \`_planwright\`, or sourced after \`compinit\`. */
export const zshScript = ({ aliases, commands, first, verbs }: Grammar): string =>
  `#compdef planwright
# zsh completion for planwright
_planwright() {
  local noun command
  local -a known
  if (( CURRENT == 2 )); then
    known=(${described(first)})
    _describe 'command' known
    return
  fi
  noun="\${words[2]}"
  case "$noun" in
${Object.entries(aliases).map(aliasCase).join("\n")}
  esac
  command="$noun"
  case "$noun" in
    ${[...verbs.keys()].join("|")})
      if (( CURRENT == 3 )); then
        case "\${words[2]}" in
${[...verbs].map(verbCase).join("\n")}
        esac
        _describe 'command' known
        return
      fi
      command="$noun \${words[3]}"
      ;;
  esac
  case "$command" in
${commands.map(commandCase).join("\n")}
  esac
}
if [ "$funcstack[1]" = "_planwright" ]; then
  _planwright "$@"
else
  compdef _planwright planwright
fi`;
