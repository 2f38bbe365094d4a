/** The commands of interfaces.md section 2 that scenarios use. */
export const COMMANDS = [
  "action create",
  "action list",
  "action show",
  "action archive",
  "automation-profile add",
  "automation-profile list",
  "automation-profile show",
  "automation-profile remove",
  "automation-profile diff",
  "config get",
  "config set",
  "config list",
  "plan use",
  "plan spawn",
  "plan list",
  "plan status",
  "plan tree",
  "plan history",
  "plan explain",
  "plan snapshot",
  "plan export",
  "plan check",
  "plan advance",
  "plan strategize",
  "plan execute",
  "plan apply",
  "plan claim",
  "plan heartbeat",
  "plan complete",
  "plan fail",
  "plan constrain",
  "plan release",
  "plan retry",
  "plan revert",
  "plan reclaim",
  "plan cancel",
  "plan delete",
  "plan capture",
] as const;
export type Command = (typeof COMMANDS)[number];

/** The command that a text names; throws for any other text, because then the scenario is wrong. */
export const commandNamed = (text: string): Command => {
  const command = COMMANDS.find((name) => name === text);
  if (command === undefined) throw new Error(`there is no command ${JSON.stringify(text)}`);
  return command;
};
