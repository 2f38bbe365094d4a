/** Something that a user can rely on, shown by a feature file of this name and by end-to-end tests under this title. */
export interface Behaviour {
  /** `features/<id>.feature`, and `describe("<id>", ...)` below `robot-equivalent-e2e/test`. */
  readonly id: string;
  readonly sentence: string;
  /** Why there is no feature: what it is about exists only around the packed program. Undefined where both suites show it. */
  readonly onlyEndToEnd?: string;
}

const both = (id: string, sentence: string): Behaviour => ({ id, sentence });
const endToEnd = (id: string, sentence: string, onlyEndToEnd: string): Behaviour => ({
  id,
  sentence,
  onlyEndToEnd,
});

const OF_THE_PROCESS = "it is about a process and its surroundings; scenarios run behind the domain as well";
const OF_THE_FILE = "it is about a file on a disk; scenarios run behind a store in memory as well";
const OF_THE_SERVER = "it is about a server; scenarios run behind stores that have none as well";
const OF_THE_PACKAGE = "it is about what is published, and not about what it does";

/** The one list of what the ledger does, in the order in which a user meets it. */
export const BEHAVIOURS: ReadonlyArray<Behaviour> = [
  both("actions", "Templates are created, shown, listed, replaced and archived."),
  both("arguments", "Arguments are typed, bound once, and put into the texts."),
  both("profiles", "Profiles are registered, shown, compared, replaced and removed."),
  both("settings", "Settings are kept in the ledger and count for plans to come."),
  both("creating-plans", "A plan is a root with rules that were resolved and frozen when it was made."),
  both("idempotency", "The same request under the same key makes one thing."),
  both("dry-runs", "A dry run says what would be and changes nothing."),
  both("short-ids", "A plan is found by its id or short id, and never chosen silently."),
  both("life-cycle", "A plan goes through its phases, and every stop has a way out."),
  both("reverts", "A plan goes back to strategize, never forward, at most three times."),
  both("gates", "Gates decide by the plan's own rules, and record every decision."),
  both("guards", "Guards, safety rules and costs refuse or ask a person, whatever the threshold."),
  both("unattended", "What a profile leaves to people does not happen by itself."),
  both("work-and-leases", "Workers claim plans under leases and report with their tokens."),
  both("trees", "Children inherit; a tree is shown, cancelled and deleted as one."),
  both("subplans", "How children run decides which of them may be claimed."),
  both("lists", "Lists filter, sort, page and count."),
  both("history", "What happened is told in order and outlives the plan."),
  both("export", "Everything that is known of a plan can be taken out."),
  both("capture", "Plans whose rules are not known are shown, and move after a person gave them rules."),
  both("processes", "Several processes share a ledger; each sees what the others did, and only one wins."),
  both("bad-input", "What is wrong is refused in one sentence before the first row is written."),
  endToEnd("output", "Results can be piped, parsed, and left half read.", OF_THE_PROCESS),
  endToEnd("terminal", "On a terminal results fit, have colours, and questions are asked.", OF_THE_PROCESS),
  endToEnd("help", "Every command explains itself with examples, and shells complete it.", OF_THE_PROCESS),
  endToEnd(
    "durability",
    "What was answered survives a restart and a kill; nothing is half there.",
    OF_THE_FILE,
  ),
  endToEnd("storage", "A disk that is full or read-only costs a sentence and nothing else.", OF_THE_FILE),
  endToEnd("database-files", "A file that is no current ledger is named and left alone.", OF_THE_FILE),
  endToEnd(
    "servers",
    "A database server that is gone, full, slow or strict costs a sentence and nothing else.",
    OF_THE_SERVER,
  ),
  endToEnd(
    "server-failures",
    "What goes wrong inside a server, or on the way to it, is told as it is, and nothing is half there.",
    OF_THE_SERVER,
  ),
  endToEnd(
    "server-databases",
    "A database on a server that is no current ledger is named and left alone.",
    OF_THE_SERVER,
  ),
  endToEnd(
    "ledger-place",
    "The ledger is in the user's state directory, for nobody else to read.",
    OF_THE_FILE,
  ),
  endToEnd("packages", "The packages install with npm, hold what they promise, and work.", OF_THE_PACKAGE),
  endToEnd("old-node", "A Node that is too old is told so before anything else is loaded.", OF_THE_PACKAGE),
  endToEnd("quickstart", "`npm start` shows all of it at work.", OF_THE_PACKAGE),
  endToEnd("checkout", "A checkout has a launcher that scripts can use.", OF_THE_PACKAGE),
];
