import type { Random } from "../../Random.ts";
import type { Among, OnPlan, PlanRef, TokenRef, UnderLease } from "../Command.ts";
import type { Pools } from "../Pools.ts";

const ACTORS = [
  "user:ann",
  "user:bob",
  "agent:bot",
  "worker:one",
  "worker:two",
  "user:日本 😀",
  "agent:o'hara",
];
const PEOPLE = ["user:ann", "user:bob", "user:日本 😀"];

const ULID_SHAPED = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

/** Texts that look like ids and tokens, and are none. */
const NO_IDS = [
  "",
  ULID_SHAPED,
  ULID_SHAPED.slice(-8),
  "plan-é",
  "' OR 1=1 --",
  "%",
  "0".repeat(300),
  "ſbcdefgh",
  "SBCDEFGH",
  "abcdefgh",
];

/** Where the parts of commands come from: one random source and the pools of a stream. */
export class Source {
  readonly random: Random;
  readonly pools: Pools;

  constructor(random: Random, pools: Pools) {
    this.random = random;
    this.pools = pools;
  }

  /** A value, or nothing as often as not. */
  maybe<A>(draw: () => A): A | undefined {
    return this.random.once(2) ? draw() : undefined;
  }

  /** A value, or nothing but rarely. */
  rarely<A>(draw: () => A): A | undefined {
    return this.random.once(6) ? draw() : undefined;
  }

  actor(): string {
    return this.random.once(2) ? "user:ann" : this.random.pick(ACTORS);
  }

  person(): string {
    return this.random.once(8) ? this.actor() : this.random.pick(PEOPLE);
  }

  worker(): string {
    return this.random.once(8) ? this.actor() : this.random.pick(["worker:one", "worker:two"]);
  }

  /** A line that the use cases take, and now and then one that they refuse. */
  line(): string {
    return this.random.once(40) ? this.random.pick(this.pools.texts) : this.random.pick(this.pools.lines);
  }

  dryRun(): boolean {
    return this.random.once(16);
  }

  confidence(): number | undefined {
    if (this.random.once(30)) return this.random.pick([1.5, Number.NaN, -0.1]);
    return this.random.pick([undefined, 0, 0.5, 0.79, 0.8, 0.9, 1, 1]);
  }

  key(): string | undefined {
    if (this.random.once(60)) return this.random.pick(["", "\u0001"]);
    return this.random.once(5) ? this.random.pick(["k1", "k2", "ключ"]) : undefined;
  }

  plan(among: Among): PlanRef {
    const { random } = this;
    if (random.once(40)) return { text: random.pick([...NO_IDS, ...this.pools.texts.slice(0, 3)]) };
    const form = random.weighted([
      [8, "id"],
      [1, "short"],
      [1, "lower"],
    ] as const);
    return { among: random.once(8) ? "any" : among, nth: random.below(1_000), form };
  }

  on(among: Among, actor: string): OnPlan {
    return {
      plan: this.plan(among),
      actor,
      ifVersion: this.random.weighted([
        [16, null],
        [5, "seen"],
        [1, "other"],
      ] as const),
      dryRun: this.dryRun(),
    };
  }

  underLease(): UnderLease {
    const { random } = this;
    const token: TokenRef = random.once(30)
      ? { text: random.pick([...NO_IDS, `${ULID_SHAPED}.1.${"0".repeat(32)}`]) }
      : { nth: random.once(6) ? random.below(20) : 0 };
    return { ...this.on("leased", this.worker()), token };
  }
}
