import * as Effect from "effect/Effect";
import type { Answer, Command, Seen, Subplans } from "../history/Call.ts";
import { actorOf, carryOut } from "../history/carryOut.ts";
import type { Doors } from "../history/Doors.ts";

/** The process that prepares rounds and looks at them afterwards. */
const JUDGE = 99;

/** Somebody who prepares what others will race for, and looks at what became of it. */
export class Judge {
  readonly doors: Doors;
  #named = 0;

  constructor(doors: Doors) {
    this.doors = doors;
  }

  /** Carries a command out; it must succeed. */
  do(command: Command): Promise<Extract<Answer, { readonly is: "done" }>> {
    return Effect.runPromise(
      Effect.flatMap(carryOut(command, { doors: this.doors, actor: actorOf(JUDGE) }), (answer) =>
        answer.is === "done" ? Effect.succeed(answer) : Effect.die(new Error(answer.refusal.message)),
      ),
    );
  }

  /** Carries a command out that answers with one plan. */
  async one(command: Command): Promise<Seen> {
    const { seen } = await this.do(command);
    const [plan] = seen;
    if (plan === undefined) throw new Error(`${command.do} answered with no plan`);
    return plan;
  }

  /** A name that no plan has yet. */
  newName(): string {
    return `local/trial-${++this.#named}`;
  }

  root(profile: string, subplans: Subplans | null = null): Promise<Seen> {
    return this.one({ do: "use", profile, subplans });
  }

  /** Claims the only plan that can be claimed, and answers with its token. */
  async token(): Promise<string> {
    const { token } = await this.do({ do: "claim" });
    if (token === undefined) throw new Error("there was nothing to claim");
    return token;
  }
}
