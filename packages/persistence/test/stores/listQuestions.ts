import type { Plan, PlanCursor, PlanFilter, UnitOfWork } from "@planwright/domain";
import { makePlanFactory } from "@planwright/domain/testing";
import * as Effect from "effect/Effect";

const factory = makePlanFactory();

/** More plans than are looked up and sorted, in every place where a plan can wait, and a few that differ. */
export const manyPlans = (): ReadonlyArray<Plan> => {
  const places = [
    { phase: "action", processingState: "queued" },
    { phase: "strategize", processingState: "complete" },
    { phase: "execute", processingState: "complete" },
    { phase: "execute", processingState: "errored" },
    { phase: "apply", processingState: "constrained" },
    { phase: "apply", processingState: "applied" },
    { phase: "execute", processingState: "processing" },
  ] as const;
  return Array.from({ length: 1_200 }, (_, index) => {
    const rare = index % 300 === 0;
    const name = rare ? "local/rare" : `local/p${index % 2}`;
    return factory.plan({
      ...(places[index % places.length] ?? places[0]),
      name: rare ? `team/rare-${index}` : `local/build-${index}`,
      projects: [
        { name: "local/all", alias: null, readOnly: false },
        { name, alias: null, readOnly: true },
      ],
    });
  });
};

const waits = ({ phase, processingState: state }: Plan): boolean =>
  state === "errored" ||
  state === "constrained" ||
  state === "complete" ||
  (phase === "action" && state === "queued");

/** Every filter that has more than one way to its rows, with what it must leave. */
export const QUESTIONS: ReadonlyArray<readonly [PlanFilter, (plan: Plan) => boolean]> = [
  [{ project: "local/all" }, () => true],
  [{ project: "local/rare" }, (plan) => plan.name?.startsWith("team/") === true],
  [{ project: "local/none" }, () => false],
  [{ pattern: "local/*" }, (plan) => plan.name?.startsWith("local/") === true],
  [{ pattern: "TEAM/*" }, (plan) => plan.name?.startsWith("team/") === true],
  [{ pattern: "*-7" }, (plan) => plan.name?.endsWith("-7") === true],
  [{ needsApproval: true }, waits],
  [{ needsApproval: true, phase: "execute" }, (plan) => waits(plan) && plan.phase === "execute"],
  [
    { needsApproval: true, project: "local/all", pattern: "local/*" },
    (plan) => waits(plan) && plan.name?.[0] === "l",
  ],
  [{ needsApproval: true, project: "local/rare" }, (plan) => waits(plan) && plan.name?.[0] === "t"],
];

/** All pages, one after the other. */
export const allPages = Effect.fnUntraced(function* (uow: UnitOfWork["Service"], filter: PlanFilter) {
  const found: Array<string> = [];
  let after: PlanCursor | undefined;
  for (;;) {
    const page = yield* uow.read((stores) => stores.plans.list(filter, { limit: 170, after }));
    found.push(...page.map(({ plan }) => plan.planId));
    after = page.at(-1)?.cursor;
    if (page.length < 170) return found;
  }
});
