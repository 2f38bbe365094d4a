import assert from "node:assert/strict";
import { World } from "@cucumber/cucumber";
import { actorNamed } from "./actors.ts";
import type { Known } from "./cells.ts";
import { type Combination, combinationNamed } from "./combinations.ts";
import { needsToken } from "./deeds.ts";
import type { Command } from "./drivers/Command.ts";
import type { Answer, Driver, Request } from "./drivers/Driver.ts";
import type { Fields } from "./Json.ts";
import { at, placeIn, textOf } from "./Json.ts";
import { Lacks } from "./Lacks.ts";
import type { Ledger } from "./stores/Ledger.ts";
import type { Unsupported } from "./unsupported.ts";

/** How a request is made. */
export interface Asking {
  /** Where it does not go to the scenario's own process. */
  readonly driver?: Driver;
  readonly dryRun?: boolean;
}

/** What a failure shows of each of the last requests. */
const SHOWN = 6;
const MOST_SHOWN_OF_ONE = 800;

/** Names of the code do not leak into what is written (checklist X8). */
const expectWritten = ({ data, output }: Answer): void => {
  for (const key of Object.keys(data)) assert.match(key, /^[a-z][a-z_]*$/, "a key of data");
  assert.ok(!output.includes('"_tag"'), "a tag of the code in the output [X8]");
};

/** The same failure with what was asked and answered before it. */
const told = (error: unknown, requests: string): Error => {
  const failure = error instanceof Error ? error : new Error(String(error));
  const frames = (failure.stack ?? "").split("\n").filter((line) => /^ +at /.test(line));
  const shown = new Error(`${failure.message}\n\n${requests}`, { cause: error });
  shown.stack = [shown.message, ...frames].join("\n");
  return shown;
};

/** What one scenario knows: its ledger, what it has given names to, and the last answer. */
export class PlanwrightWorld extends World {
  readonly combination: Combination = combinationNamed((this.parameters as Fields).combination);
  #opened: { readonly ledger: Ledger; readonly driver: Driver } | undefined;
  #answer: Answer | undefined;
  readonly #log: Array<Answer> = [];
  readonly #plans = new Map<string, string>();
  readonly #tokens = new Map<string, string>();
  readonly #digests = new Map<string, string>();
  /** What the scenario has asked to be remembered, by what it is called. */
  readonly remembered = new Map<string, string>();
  /** The actions that the scenario has made. */
  readonly actions = new Set<string>();
  /** The filter of the last list, for its next page. */
  lastList: Fields = {};
  nextCursor = "";
  surroundingProfile: string | undefined;
  /** What the combination is known not to be able to do for this scenario. */
  unsupported: Unsupported | undefined;
  /** A step has met what the combination lacks; nothing that follows is carried out. */
  lacked = false;

  /** Carries out a step, unless the combination was found to lack what the scenario is about. */
  async carryOut(step: () => unknown): Promise<void> {
    if (this.lacked) return;
    try {
      await step();
    } catch (error) {
      this.lacked = error instanceof Lacks && error.ability === this.unsupported?.ability;
      if (!this.lacked) throw told(error, this.#told());
    }
  }

  open(ledger: Ledger, driver: Driver): void {
    this.#opened = { ledger, driver };
  }

  get ledger(): Ledger {
    if (this.#opened === undefined) throw new Error("the scenario has no ledger yet");
    return this.#opened.ledger;
  }

  get driver(): Driver {
    if (this.#opened === undefined) throw new Error("the scenario has no driver yet");
    return this.#opened.driver;
  }

  async close(): Promise<void> {
    if (this.#opened === undefined) return;
    await this.#opened.driver.close();
    await this.#opened.ledger.close();
  }

  /** Asks as somebody, and keeps the answer. */
  async ask(who: string, command: Command, input: Fields, asking: Asking = {}): Promise<Answer> {
    const actor = actorNamed(who);
    const { dry_run: dryRun, ...given } = input;
    const request: Request = {
      command,
      actor,
      input: this.#withToken(actor, command, given),
      dryRun: asking.dryRun ?? dryRun === true,
      surroundingProfile: this.surroundingProfile,
    };
    const answer = await (asking.driver ?? this.driver).ask(request);
    this.#answer = answer;
    this.#log.push(answer);
    expectWritten(answer);
    this.#noteDigest(answer.data);
    if (command === "action create" && answer.refusal === undefined && !request.dryRun)
      this.actions.add(textOf(answer.data.name));
    const { next_cursor: cursor } = answer.data;
    if (typeof cursor === "string") this.nextCursor = cursor;
    const token = answer.data.lease_token;
    if (typeof token === "string" && !request.dryRun)
      this.#tokens.set(`${actor} ${textOf(answer.data.plan_id)}`, token);
    return answer;
  }

  /** The same, and the request must succeed. */
  async done(who: string, command: Command, input: Fields, asking: Asking = {}): Promise<Answer> {
    const answer = await this.ask(who, command, input, asking);
    assert.ok(answer.refusal === undefined, "it was refused");
    // What a gate said to `plan check` is its exit code; everything else that succeeds ends with 0.
    if (command !== "plan check") assert.equal(answer.exitCode, 0, "the exit code of a success");
    return answer;
  }

  #noteDigest(data: Fields): void {
    const digest = at(data, "effective_profile_snapshot.digest");
    if (typeof data.plan_id === "string" && typeof digest === "string")
      this.#digests.set(data.plan_id, digest);
  }

  #withToken(actor: string, command: Command, input: Fields): Fields {
    if (!needsToken(command) || input.lease_token !== undefined) return input;
    return {
      ...input,
      lease_token: this.#tokens.get(`${actor} ${textOf(input.id)}`) ?? "no-token-was-given",
    };
  }

  get answer(): Answer {
    if (this.#answer === undefined) throw new Error("nothing was asked yet");
    return this.#answer;
  }

  /** The last requests with what came back, for the message of a failure. */
  #told(): string {
    return this.#log
      .slice(-SHOWN)
      .map(({ asked, exitCode, output }) => {
        const shown =
          output.length <= MOST_SHOWN_OF_ONE ? output : `${output.slice(0, MOST_SHOWN_OF_ONE)} ...`;
        return `$ ${asked}\n${shown.trimEnd()}\nexit code ${exitCode}`;
      })
      .join("\n\n");
  }

  /** Everything that was said in this scenario. */
  get said(): string {
    return this.#log.map(({ output }) => output).join("\n");
  }

  /** Gives a plan the name under which the scenario speaks of it. */
  name(name: string, planId: unknown): void {
    assert.ok(typeof planId === "string", "the answer has no plan_id");
    this.#plans.set(name, planId);
  }

  /** The plan's id under a name of the scenario; any other text stands for itself, with references put in. */
  readonly known: Known = {
    planId: (name) => this.#plans.get(name),
    phrase: (text) => this.#phrase(text),
  };

  /** The names of the scenario's plans by their ids. */
  nameOf(planId: unknown): string {
    return [...this.#plans].find(([, id]) => id === planId)?.[0] ?? String(planId);
  }

  #phrase(text: string): string | undefined {
    if (text === "the next page") return this.nextCursor;
    const token = /^the token of "(.+)"$/.exec(text)?.[1];
    if (token !== undefined) return this.#tokenOf(this.#plans.get(token) ?? token);
    const ruled = /^the digest of "(.+)"$/.exec(text)?.[1];
    if (ruled !== undefined) return this.#digests.get(this.#plans.get(ruled) ?? ruled);
    const remembered = /^the remembered (.+)$/.exec(text)?.[1];
    return remembered === undefined ? undefined : this.remembered.get(remembered);
  }

  #tokenOf(planId: string): string | undefined {
    return [...this.#tokens].findLast(([key]) => key.endsWith(` ${planId}`))?.[1];
  }

  /** A plan's status as it is now, asked by nobody in particular; the last answer stays. */
  async look(planId: string, driver: Driver = this.driver): Promise<Fields> {
    const kept = this.#answer;
    const answer = await this.done("system:scenario", "plan status", { id: planId }, { driver });
    this.#answer = kept;
    return answer.data;
  }

  /** A plan's place as `phase/state`. */
  async place(planId: string, driver: Driver = this.driver): Promise<string> {
    return placeIn(await this.look(planId, driver));
  }
}
