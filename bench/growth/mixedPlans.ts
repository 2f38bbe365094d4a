import type { Phase, PlanId, ProcessingState } from "@planwright/domain";
import type { Birth, Draw } from "../seed/Draw.ts";
import type { SeedPlan } from "../seed/SeedPlan.ts";

/** Plans in the one tree of every ledger that is read as a whole. */
export const TREE = 1_000;

/** Children of each plan in it. */
const BRANCHES = 8;

/** Every third root has this many plans below it: some children, and a child of each of them. */
const BELOW = 18;

/** Plans of a project that few plans are about, and of an action that few are made from, whatever the ledger's size. */
export const RARE = 20;

/** What a plan may be, with its share of a thousand: most are done with, some wait for people or for workers. */
const PLACES: ReadonlyArray<readonly [share: number, Phase, ProcessingState]> = [
  [800, "apply", "applied"],
  [50, "apply", "cancelled"],
  [20, "execute", "errored"],
  [5, "apply", "constrained"],
  [25, "strategize", "complete"],
  [30, "action", "queued"],
  [20, "strategize", "queued"],
  [20, "execute", "queued"],
  [15, "apply", "queued"],
  [15, "execute", "processing"],
];

const placeAt = (point: number): readonly [Phase, ProcessingState] => {
  let left = point;
  for (const [share, phase, state] of PLACES) {
    left -= share;
    if (left < 0) return [phase, state];
  }
  return ["apply", "applied"];
};

/** The templates of a mixed ledger: of the actions that many plans are made from, and of the one that few are. */
export interface Templates {
  readonly common: ReadonlyArray<PlanId>;
  readonly rare: PlanId;
}

/** Makes seeds of one ledger. */
class Maker {
  readonly #draw: Draw;
  readonly #templates: Templates;
  readonly #rareEvery: number;
  #made = 0;

  constructor(draw: Draw, size: number, templates: Templates) {
    this.#draw = draw;
    this.#templates = templates;
    this.#rareEvery = Math.floor((size - TREE) / RARE);
  }

  /** The next plan, somewhere below a root or a root itself. */
  make(parent: PlanId | null, root: PlanId | null, place?: readonly [Phase, ProcessingState]): SeedPlan {
    const { at, planId }: Birth = this.#draw.birth();
    const index = this.#made++;
    const isRare = index >= TREE && index % this.#rareEvery === 0;
    const { common, rare } = this.#templates;
    const template = isRare ? rare : (common[this.#draw.below(common.length)] ?? rare);
    const [phase, state] = place ?? placeAt(this.#draw.below(1_000));
    const waits = state === "queued" && phase !== "action";
    return {
      planId,
      parent,
      root: root ?? planId,
      template,
      name: `local/${isRare ? "odd" : "plan"}-${this.#draw.below(1_000)}-${planId.slice(-8).toLowerCase()}`,
      project: isRare ? "local/rare" : `local/project-${this.#draw.below(10)}`,
      phase,
      state,
      createdAt: at,
      queuedAt: waits ? at : null,
      // Whoever came further than the first queue was claimed before.
      fence: phase === "action" || (waits && phase === "strategize") ? 0 : 1,
    };
  }
}

/** A tree of finished plans, each with up to 8 children. */
function* bigTree(maker: Maker): Generator<SeedPlan> {
  const tree: Array<SeedPlan> = [];
  for (let index = 0; index < TREE; index++) {
    const parent = index === 0 ? undefined : tree[Math.floor((index - 1) / BRANCHES)];
    const plan = maker.make(parent?.planId ?? null, parent?.root ?? null, ["apply", "applied"]);
    tree.push(plan);
    yield plan;
  }
}

/** A root with two generations below it. */
function* family(maker: Maker): Generator<SeedPlan> {
  const root = maker.make(null, null);
  yield root;
  for (let index = 0; index < BELOW / 2; index++) {
    const child = maker.make(root.planId, root.root);
    yield child;
    yield maker.make(child.planId, root.root);
  }
}

/**
 * At least so many plans: one tree of a thousand, then roots, every third of them with a family. Their order is that of
 * their creation; the same plans in every run.
 */
export function* mixedPlans(draw: Draw, size: number, templates: Templates): Generator<SeedPlan> {
  const maker = new Maker(draw, size, templates);
  yield* bigTree(maker);
  let made = TREE;
  for (let root = 0; made < size; root++) {
    if (root % 3 === 0) {
      yield* family(maker);
      made += BELOW + 1;
    } else {
      yield maker.make(null, null);
      made++;
    }
  }
}
