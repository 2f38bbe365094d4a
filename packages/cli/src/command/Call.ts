import type { Actor } from "@planwright/domain";
import type { Io } from "../Io.ts";
import type { Format } from "../present/Format.ts";
import type { Surface } from "../present/renderRich.ts";

/** What the global flags and the surroundings say about one run. */
export interface Call {
  readonly io: Io;
  /** As it is typed, without the program's name: `plan status`. */
  readonly command: string;
  readonly format: Format;
  /** Undefined = the ledger in the user's state directory. */
  readonly databaseUrl: string | undefined;
  readonly actor: Actor;
  /** Somebody can be asked. */
  readonly mayAsk: boolean;
  readonly quiet: boolean;
  /** How the result is shown to a person. */
  readonly out: Surface;
  /** How messages are shown. */
  readonly err: Surface;
}
