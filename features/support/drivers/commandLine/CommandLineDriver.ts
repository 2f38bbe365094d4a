import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../Json.ts";
import { Lacks } from "../../Lacks.ts";
import type { Ledger } from "../../stores/Ledger.ts";
import type { Answer, Driver, Request } from "../Driver.ts";
import { type Ended, readAnswer } from "./answer.ts";
import { argumentsOf } from "./arguments.ts";

/** Starts the program: with these arguments, in this environment, in this folder. */
export type Launch = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>>,
  folder: string,
) => Promise<Ended>;

let files = 0;

/** Types what a request says and reads what comes back as JSON. */
export class CommandLineDriver implements Driver {
  /** The program takes the time of its machine, or of the ledger's server. */
  readonly ownTime = false;
  readonly #ledger: Ledger;
  readonly #launch: Launch;
  readonly #launchAnother: Launch;

  /** `launchAnother` starts a process of its own, whatever `launch` does. */
  constructor(ledger: Ledger, launch: Launch, launchAnother: Launch) {
    this.#ledger = ledger;
    this.#launch = launch;
    this.#launchAnother = launchAnother;
  }

  #writeFile(name: string, content: Json): string {
    files += 1;
    const path = join(this.#ledger.folder, `${name}-${files}.json`);
    writeFileSync(path, JSON.stringify(content));
    return path;
  }

  async ask(request: Request): Promise<Answer> {
    const { url } = this.#ledger;
    if (url === undefined) throw new Lacks("second-process");
    if (request.input.if_version !== undefined) throw new Lacks("conditions");
    const args = argumentsOf(request, (name, content) => this.#writeFile(name, content));
    const profile = request.surroundingProfile;
    const environment = {
      PLANWRIGHT_DATABASE_URL: url,
      ...(profile === undefined ? {} : { PLANWRIGHT_AUTOMATION_PROFILE: profile }),
    };
    const ended = await this.#launch(args, environment, this.#ledger.folder);
    return readAnswer(`planwright ${args.join(" ")}`, request.command, ended);
  }

  async another(): Promise<Driver> {
    return new CommandLineDriver(this.#ledger, this.#launchAnother, this.#launchAnother);
  }

  async pass(): Promise<void> {
    throw new Lacks("clock");
  }

  async rulesOf(): Promise<Json> {
    throw new Lacks("snapshots");
  }

  async close(): Promise<void> {}
}
