import { Actions, Instant, Plans, Profiles, parseActor, Settings } from "@planwright/domain";
import { type DomainError, errorData } from "@planwright/domain/representation";
import * as Cause from "effect/Cause";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import { type Fields, type Json, textOf } from "../../Json.ts";
import { Lacks } from "../../Lacks.ts";
import type { Ledger } from "../../stores/Ledger.ts";
import type { Command } from "../Command.ts";
import type { Answer, Driver, Request } from "../Driver.ts";
import { AdjustableClock } from "./AdjustableClock.ts";
import { exitCode } from "./exitCode.ts";
import { Inputs } from "./Inputs.ts";
import { planUseCases } from "./planUseCases.ts";
import { readUseCases } from "./readUseCases.ts";
import { ruleUseCases } from "./ruleUseCases.ts";
import { type Answered, answered, type UseCase } from "./UseCase.ts";

const toPhase =
  (to: string): UseCase =>
  (ask) =>
    planUseCases["plan advance"]({ ...ask, inputs: ask.inputs.with("to", to) });

const USE_CASES: { readonly [C in Command]: UseCase } = {
  ...planUseCases,
  ...readUseCases,
  ...ruleUseCases,
  "plan strategize": toPhase("strategize"),
  "plan execute": toPhase("execute"),
  "plan apply": toPhase("apply"),
};

type Services = Plans | Actions | Profiles | Settings;

const services = Layer.mergeAll(Plans.layer, Actions.layer, Profiles.layer, Settings.layer);

const askedText = ({ actor, command, dryRun, input, surroundingProfile }: Request): string =>
  [
    ...(surroundingProfile === undefined ? [] : [`PLANWRIGHT_AUTOMATION_PROFILE=${surroundingProfile}`]),
    command,
    JSON.stringify(input),
    `as ${actor}`,
    ...(dryRun ? ["(dry run)"] : []),
  ].join(" ");

const answerOf = (asked: string, exit: Exit.Exit<Answered, DomainError>): Answer => {
  if (Exit.isSuccess(exit)) {
    const { data, exitCode: code } = exit.value;
    return { asked, exitCode: code, data, refusal: undefined, output: JSON.stringify(data) };
  }
  const failure = exit.cause.reasons.find(Cause.isFailReason);
  for (const reason of exit.cause.reasons) {
    if (Cause.isDieReason(reason) && reason.defect instanceof Lacks) throw reason.defect;
  }
  if (failure === undefined) throw new Error(`${asked}\n${Cause.pretty(exit.cause)}`);
  const { data } = answered({ error: errorData(failure.error) });
  const { code, details, message } = data.error as Fields;
  return {
    asked,
    exitCode: exitCode(failure.error),
    data,
    refusal: { code: textOf(code), message: textOf(message), details: details as Fields },
    output: JSON.stringify(data),
  };
};

/** Calls the use cases themselves, under a clock that goes as scenarios say where the ledger goes by the caller's clock. */
export class DomainDriver implements Driver {
  readonly #ledger: Ledger;
  readonly #clock: AdjustableClock | undefined;
  readonly #runtime: ManagedRuntime.ManagedRuntime<Services, unknown>;
  readonly #others: Array<Driver> = [];

  constructor(ledger: Ledger, clock = ledger.ownClock ? undefined : new AdjustableClock()) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#runtime = ManagedRuntime.make(Layer.provide(services, ledger.layer()));
  }

  /** Whether time passes by its own clock. */
  get ownTime(): boolean {
    return this.#clock !== undefined;
  }

  async ask(request: Request): Promise<Answer> {
    this.#clock?.tick();
    const actor = parseActor(request.actor);
    if (actor === undefined) throw new Lacks("typing");
    const useCase = USE_CASES[request.command]({
      inputs: new Inputs(request.input),
      caller: { actor, dryRun: request.dryRun },
      surroundingProfile: request.surroundingProfile,
      now: () => Instant.fromMillis(this.#clock?.currentTimeMillisUnsafe() ?? Date.now()),
    });
    const answering = Effect.exit(useCase);
    const exit = await this.#runtime.runPromiseExit(
      this.#clock === undefined ? answering : Effect.provideService(answering, Clock.Clock, this.#clock),
    );
    if (Exit.isFailure(exit)) throw new Error(Cause.pretty(exit.cause));
    return answerOf(askedText(request), exit.value);
  }

  async another(): Promise<Driver> {
    if (!this.#ledger.manyConnections) throw new Lacks("second-process");
    const other = new DomainDriver(this.#ledger, this.#clock);
    this.#others.push(other);
    return other;
  }

  async pass(millis: number): Promise<void> {
    if (this.#clock === undefined) throw new Lacks("clock");
    this.#clock.pass(millis);
  }

  rulesOf(digest: string): Promise<Json> {
    return this.#runtime.runPromise(Effect.flatMap(Plans, (plans) => plans.snapshotText(digest)));
  }

  async close(): Promise<void> {
    for (const other of this.#others) await other.close();
    await this.#runtime.dispose();
  }
}
