import type { Command } from "./command/defineCommand.ts";

interface CommandModule {
  readonly default: Command;
}

const load = (module: () => Promise<CommandModule>) => (): Promise<Command> =>
  module().then((loaded) => loaded.default);

/** Every command by what is typed; a module is loaded when its command is. */
export const COMMANDS = {
  "action archive": load(() => import("./commands/action/archive.ts")),
  "action create": load(() => import("./commands/action/create.ts")),
  "action list": load(() => import("./commands/action/list.ts")),
  "action show": load(() => import("./commands/action/show.ts")),
  "automation-profile add": load(() => import("./commands/automation-profile/add.ts")),
  "automation-profile diff": load(() => import("./commands/automation-profile/diff.ts")),
  "automation-profile list": load(() => import("./commands/automation-profile/list.ts")),
  "automation-profile remove": load(() => import("./commands/automation-profile/remove.ts")),
  "automation-profile show": load(() => import("./commands/automation-profile/show.ts")),
  completion: load(() => import("./commands/completion.ts")),
  "config get": load(() => import("./commands/config/get.ts")),
  "config list": load(() => import("./commands/config/list.ts")),
  "config set": load(() => import("./commands/config/set.ts")),
  "db backup": load(() => import("./commands/db/backup.ts")),
  "db migrate": load(() => import("./commands/db/migrate.ts")),
  "db status": load(() => import("./commands/db/status.ts")),
  "db verify": load(() => import("./commands/db/verify.ts")),
  "plan advance": load(() => import("./commands/plan/advance.ts")),
  "plan apply": load(() => import("./commands/plan/apply.ts")),
  "plan cancel": load(() => import("./commands/plan/cancel.ts")),
  "plan capture": load(() => import("./commands/plan/capture.ts")),
  "plan check": load(() => import("./commands/plan/check.ts")),
  "plan claim": load(() => import("./commands/plan/claim.ts")),
  "plan complete": load(() => import("./commands/plan/complete.ts")),
  "plan constrain": load(() => import("./commands/plan/constrain.ts")),
  "plan delete": load(() => import("./commands/plan/delete.ts")),
  "plan execute": load(() => import("./commands/plan/execute.ts")),
  "plan explain": load(() => import("./commands/plan/explain.ts")),
  "plan export": load(() => import("./commands/plan/export.ts")),
  "plan fail": load(() => import("./commands/plan/fail.ts")),
  "plan heartbeat": load(() => import("./commands/plan/heartbeat.ts")),
  "plan history": load(() => import("./commands/plan/history.ts")),
  "plan list": load(() => import("./commands/plan/list.ts")),
  "plan reclaim": load(() => import("./commands/plan/reclaim.ts")),
  "plan release": load(() => import("./commands/plan/release.ts")),
  "plan retry": load(() => import("./commands/plan/retry.ts")),
  "plan revert": load(() => import("./commands/plan/revert.ts")),
  "plan snapshot": load(() => import("./commands/plan/snapshot.ts")),
  "plan spawn": load(() => import("./commands/plan/spawn.ts")),
  "plan status": load(() => import("./commands/plan/status.ts")),
  "plan strategize": load(() => import("./commands/plan/strategize.ts")),
  "plan tree": load(() => import("./commands/plan/tree.ts")),
  "plan use": load(() => import("./commands/plan/use.ts")),
  "plan wait": load(() => import("./commands/plan/wait.ts")),
  quickstart: load(() => import("./commands/quickstart.ts")),
} as const;

/** A command as it is typed, without the program's name. */
export type CommandName = keyof typeof COMMANDS;

/** True for exactly the names of commands. */
export const isCommandName = (text: string): text is CommandName => Object.hasOwn(COMMANDS, text);

/** The nouns, each with a line about what its commands are for. */
export const TOPICS: Readonly<Record<string, string>> = {
  action: "Templates that plans are made from",
  "automation-profile": "The rules that plans run under: what is automatic, and what a person decides",
  config: "Settings that are kept in the ledger",
  db: "The database of the ledger",
  plan: "Plans: make, look, move, work, end",
};

/** Other words for a noun. */
export const TOPIC_ALIASES: Readonly<Record<string, string>> = { profile: "automation-profile" };
