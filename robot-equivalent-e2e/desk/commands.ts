/** Every command by the words that are typed (interfaces.md section 2), without the program's name. */
export const COMMANDS: ReadonlyArray<string> = [
  ...["archive", "create", "list", "show"].map((verb) => `action ${verb}`),
  ...["add", "diff", "list", "remove", "show"].map((verb) => `automation-profile ${verb}`),
  ...["get", "list", "set"].map((verb) => `config ${verb}`),
  ...["backup", "migrate", "status", "verify"].map((verb) => `db ${verb}`),
  ...["advance", "apply", "cancel", "capture", "check", "claim", "complete", "constrain", "delete"].map(
    (verb) => `plan ${verb}`,
  ),
  ...["execute", "explain", "export", "fail", "heartbeat", "history", "list", "reclaim", "release"].map(
    (verb) => `plan ${verb}`,
  ),
  ...["retry", "revert", "snapshot", "spawn", "status", "strategize", "tree", "use", "wait"].map(
    (verb) => `plan ${verb}`,
  ),
  "completion",
  "quickstart",
];

/** The command that words begin with, by its full name: `profile list` is `automation-profile list`. */
export const commandOf = ([first = "", second = ""]: ReadonlyArray<string>): string => {
  const topic = first === "profile" ? "automation-profile" : first;
  return COMMANDS.includes(`${topic} ${second}`) ? `${topic} ${second}` : topic;
};
