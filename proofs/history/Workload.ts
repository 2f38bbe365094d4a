import type { Random } from "../Random.ts";
import { type Answer, type Command, fenceOf, type Seen, type Subplans, type TargetPhase } from "./Call.ts";

const PROFILES = ["full-auto", "full-auto", "full-auto", "auto", "manual", "ci"];

const GATES: { readonly [place: string]: TargetPhase } = {
  "action/queued": "strategize",
  "strategize/complete": "execute",
  "execute/complete": "apply",
};

/** The plan that a token is for. */
const planOf = (token: string): string => token.slice(0, token.lastIndexOf(`.${fenceOf(token)}.`));

/** Roots that one process keeps going at the same time, about. */
const ROOTS = 3;
/** Calls between two looks at what others do. */
const LOOK_EVERY = 12;

/**
 * What one process does next: commands that make sense by what it last saw, so that several processes want the same at
 * the same time, and now and then one that does not.
 */
export class Workload {
  readonly #random: Random;
  readonly #known = new Map<string, Seen>();
  readonly #ordered = new Set<string>();
  readonly #children = new Map<string, Array<string>>();
  readonly #tokens: Array<string> = [];
  /** A token whose lease was just made a dead one: who hurries may report under it before anybody gives the plan back. */
  #dead: string | undefined;
  #calls = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Learns from what came back. */
  learn(command: Command, answer: Answer | null): void {
    if (answer === null) return;
    if (answer.is === "refused") {
      if ("plan" in command && command.plan !== null) this.#known.delete(command.plan);
      return;
    }
    if (command.do === "lapse" && answer.found === true)
      this.#dead = this.#tokens.find((token) => planOf(token) === command.plan);
    // A list shows what everybody works on; what is not on it is left alone.
    if (command.do === "list") this.#known.clear();
    for (const seen of answer.seen) this.#known.set(seen.plan, seen);
    if (answer.token !== undefined) this.#tokens.unshift(answer.token);
    this.#tokens.splice(12);
    const [made] = answer.seen;
    if (made !== undefined && (command.do === "use" || command.do === "spawn")) {
      if (command.subplans?.mode === "dependency_ordered") this.#ordered.add(made.plan);
      if (command.do === "spawn")
        this.#children.set(command.plan, [...(this.#children.get(command.plan) ?? []), made.plan]);
    }
    if (command.do === "delete") this.#known.delete(command.plan);
  }

  /** The next command. */
  next(): Command {
    const random = this.#random;
    const dead = this.#dead;
    this.#dead = undefined;
    if (dead !== undefined) return this.#reportUnder(dead);
    if (this.#calls++ % LOOK_EVERY === 0) return { do: "list" };
    const open = [...this.#known.values()].filter(
      ({ state }) => state !== "applied" && state !== "cancelled",
    );
    if (open.length < ROOTS)
      return {
        do: "use",
        profile: random.pick(PROFILES),
        subplans: random.once(2) ? this.#subplans() : null,
      };
    return random.weighted<() => Command>([
      [14, () => ({ do: "claim" })],
      [22, () => this.#report()],
      [16, () => this.#move(random.pick(open))],
      [10, () => this.#spawn(random.pick(open).plan)],
      [3, () => ({ do: "use", profile: random.pick(PROFILES), subplans: this.#subplans() })],
      [4, () => ({ do: "cancel", plan: random.pick(open).plan, ifVersion: null })],
      [3, () => ({ do: "delete", plan: this.#any(), tree: !random.once(3) })],
      [4, () => ({ do: "lapse", plan: this.#mine() ?? random.pick(open).plan })],
      [2, () => ({ do: "reclaim", plan: random.once(2) ? null : random.pick(open).plan })],
      [4, () => ({ do: "tool", plan: random.pick(open).plan })],
      [8, () => ({ do: "get", plan: this.#any() })],
    ])();
  }

  /** The plan that it claimed last, as often as not. */
  #mine(): string | undefined {
    const [newest] = this.#tokens;
    return newest === undefined || this.#random.once(2) ? undefined : planOf(newest);
  }

  #any(): string {
    return this.#random.pick([...this.#known.keys()]);
  }

  #subplans(): Subplans {
    const random = this.#random;
    return {
      mode: random.pick(["parallel", "parallel", "sequential", "dependency_ordered"]),
      maxParallel: 1 + random.below(3),
      failFast: random.once(4),
    };
  }

  #spawn(plan: string): Command {
    const siblings = this.#ordered.has(plan) ? (this.#children.get(plan) ?? []) : [];
    const dependsOn = siblings.length > 0 && this.#random.once(2) ? [this.#random.pick(siblings)] : [];
    return { do: "spawn", plan, subplans: this.#random.once(3) ? this.#subplans() : null, dependsOn };
  }

  /** A report under one of the last tokens, mostly the newest, at times one that is long over. */
  #report(): Command {
    const random = this.#random;
    const token = random.once(5) ? random.pick(this.#tokens.concat("")) : (this.#tokens[0] ?? "");
    return token === "" ? { do: "claim" } : this.#reportUnder(token);
  }

  #reportUnder(token: string): Command {
    const random = this.#random;
    const plan = planOf(token);
    return random.weighted<() => Command>([
      [10, () => ({ do: "complete", plan, token })],
      [4, () => ({ do: "heartbeat", plan, token })],
      [3, () => ({ do: "release", plan, token })],
      [4, () => ({ do: "fail", plan, token, transient: random.once(2) })],
      [2, () => ({ do: "constrain", plan, token })],
    ])();
  }

  /** What leads a plan on from where it was last seen. */
  #move({ phase, plan, state, version }: Seen): Command {
    const random = this.#random;
    const ifVersion = random.once(3) ? version : null;
    const to = GATES[`${phase}/${state}`];
    const isBack = random.once(4);
    if (to !== undefined && !isBack) return { do: "advance", plan, to, ifVersion };
    if ((state === "errored" || state === "constrained") && !isBack) return { do: "retry", plan, ifVersion };
    if (phase === "apply" || phase === "execute") return { do: "revert", plan, ifVersion };
    return random.once(3)
      ? { do: "retry", plan, ifVersion }
      : { do: "advance", plan, to: random.pick(["strategize", "execute", "apply"]), ifVersion };
  }
}
