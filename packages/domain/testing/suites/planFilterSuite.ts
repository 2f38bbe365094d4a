import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanFilter, StateCounts } from "../../src/plan/PlanQuery.ts";
import { PHASES, PROCESSING_STATES, type ProcessingState } from "../../src/plan/PlanState.ts";
import { makeAction } from "../actionFactory.ts";
import { makePlanFactory, type PlanOverrides } from "../planFactory.ts";
import { instant } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read, write } from "./units.ts";
import { givenWithoutRules } from "./withoutRules.ts";

const found = (filter: PlanFilter) =>
  Effect.map(
    read((stores) => stores.plans.list(filter, { limit: 1_000 })),
    (listed) => listed.map(({ plan }) => plan.description).sort(),
  );

const counted = (filter: PlanFilter) => read((stores) => stores.plans.count(filter));

const countsOf = (plans: ReadonlyArray<Plan>): StateCounts => {
  const counts: { [S in ProcessingState]?: number } = {};
  for (const { processingState: state } of plans) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

/** Passes when list and count agree that exactly these of the plans pass a filter. */
const expectFound = (filter: PlanFilter, plans: ReadonlyArray<Plan>) =>
  Effect.gen(function* () {
    expect(yield* found(filter)).toEqual(plans.map((plan) => plan.description).sort());
    expect(yield* counted(filter)).toEqual(countsOf(plans));
  });

/** `PlanStore.list` and `count`: every filter, alone and with others. */
export const planFilterSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`PlanStore on ${name}: filters and counts [X7]`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    /** A plan that its description tells from the others. */
    const called = (description: string, overrides: PlanOverrides = {}): Plan =>
      factory.plan({ ...overrides, description });

    const projects = (...names: ReadonlyArray<string>) =>
      names.map((project) => ({ name: project, alias: `alias-${project}`, readOnly: false }));

    it("counts nothing in an empty ledger, and leaves out states without plans", () =>
      Effect.gen(function* () {
        expect(yield* counted({})).toEqual({});
        yield* given(called("one"), called("two"), called("three", { processingState: "errored" }));
        expect(yield* counted({})).toEqual({ queued: 2, errored: 1 });
        expect(yield* counted({ state: "applied" })).toEqual({});
      }));

    it("filters by phase and by state, each alone and both together", () =>
      Effect.gen(function* () {
        const plans = PHASES.flatMap((phase) =>
          PROCESSING_STATES.map((processingState) =>
            called(`${phase}/${processingState}`, { phase, processingState }),
          ),
        );
        yield* given(...plans);
        for (const phase of PHASES) {
          yield* expectFound(
            { phase },
            plans.filter((plan) => plan.phase === phase),
          );
          yield* expectFound(
            { phase, state: "errored" },
            plans.filter((plan) => plan.description === `${phase}/errored`),
          );
        }
        for (const state of PROCESSING_STATES) {
          yield* expectFound(
            { state },
            plans.filter((plan) => plan.processingState === state),
          );
        }
      }));

    it("finds the plans that wait for a person: at a gate, errored or constrained", () =>
      Effect.gen(function* () {
        const plans = PHASES.flatMap((phase) =>
          PROCESSING_STATES.map((processingState) =>
            called(`${phase}/${processingState}`, { phase, processingState }),
          ),
        );
        yield* given(...plans);
        const gates = ["action/queued", "strategize/complete", "execute/complete"];
        const waiting = plans.filter(
          ({ description }) => gates.includes(description) || /\/(errored|constrained)$/.test(description),
        );
        yield* expectFound({ needsApproval: true }, waiting);
        yield* expectFound({ needsApproval: false }, plans);
        yield* expectFound(
          { needsApproval: true, phase: "execute" },
          waiting.filter((plan) => plan.phase === "execute"),
        );
      }));

    it("filters by the exact name of any of a plan's projects, and shows each plan once", () =>
      Effect.gen(function* () {
        const web = called("web", { projects: projects("local/web") });
        const both = called("both", { projects: projects("local/app", "local/web") });
        const other = called("other", { projects: projects("local/web2", "LOCAL/WEB", "local/we_") });
        yield* given(web, both, other);
        yield* expectFound({ project: "local/web" }, [web, both]);
        yield* expectFound({ project: "local/app" }, [both]);
        yield* expectFound({ project: "alias-local/web" }, []);
        yield* expectFound({ project: "local/we_" }, [other]);
        yield* expectFound({ project: "local/w%" }, []);
        const listed = yield* read((stores) => stores.plans.list({ project: "local/app" }, { limit: 10 }));
        expect(listed[0]?.plan.projects).toEqual(both.projects);
      }));

    it("filters by the exact name of the action", () =>
      Effect.gen(function* () {
        yield* write((stores) => stores.actions.insert(makeAction({ name: "local/deploy" })));
        const build = called("build");
        const deploy = called("deploy", { actionName: "local/deploy" });
        yield* given(build, deploy);
        yield* expectFound({ action: "local/deploy" }, [deploy]);
        yield* expectFound({ action: "local/Deploy" }, []);
      }));

    it("filters by root: the root itself and everything below it, at any depth", () =>
      Effect.gen(function* () {
        const root = called("root");
        const child = factory.child(root, { description: "child" });
        const grandchild = factory.child(child, { description: "grandchild" });
        const other = called("other");
        yield* given(root, child, grandchild, other, factory.child(other, { description: "other child" }));
        yield* expectFound({ root: root.planId }, [root, child, grandchild]);
        yield* expectFound({ root: child.planId }, []);
      }));

    it("filters by the name of the profile, whatever its provenance; a damaged reference has none", () =>
      Effect.gen(function* () {
        const byPlan = called("plan", { automationProfile: { name: "team/fast", provenance: "plan" } });
        const byGlobal = called("global", { automationProfile: { name: "team/fast", provenance: "global" } });
        const hostile = called("hostile", {
          automationProfile: { name: 'it\'s "fast"\n', provenance: "project" },
        });
        yield* given(byPlan, byGlobal, hostile, called("balanced"));
        yield* givenWithoutRules(capabilities, called("damaged"), "reference damaged");
        yield* expectFound({ profile: "team/fast" }, [byPlan, byGlobal]);
        yield* expectFound({ profile: 'it\'s "fast"\n' }, [hostile]);
        yield* expectFound({ profile: "Team/fast" }, []);
        expect(yield* found({ profile: "" })).toEqual([]);
      }));

    it("follows a profile's name when an update changes the reference", () =>
      Effect.gen(function* () {
        const plan = called("plan");
        yield* given(plan);
        const after: Plan = { ...plan, automationProfile: { name: "auto", provenance: "plan" }, version: 2 };
        yield* write((stores) => stores.plans.update(plan, after));
        yield* expectFound({ profile: "auto" }, [after]);
        yield* expectFound({ profile: "balanced" }, []);
      }));

    it("shows what was created at or after an instant, to the microsecond", () =>
      Effect.gen(function* () {
        const at = instant("2026-05-01T00:00:00.000001Z");
        const before = called("before", { times: { createdAt: instant("2026-05-01T00:00:00Z") } });
        const exactly = called("exactly", { times: { createdAt: at } });
        const after = called("after", { times: { createdAt: instant("2026-05-01T00:00:00.000002Z") } });
        yield* given(before, exactly, after);
        yield* expectFound({ since: at }, [exactly, after]);
      }));

    const NAMES = [
      "local/build-abc",
      "local/Build-ABC",
      "local/deploy",
      "srv:team/build",
      "a%b",
      "a_b",
      "a[b]c",
      "a\\b",
      "aXb",
      "é/ü",
      "É/ü",
      "😀",
      "line\nbreak",
    ] as const;

    const GLOBS: ReadonlyArray<readonly [pattern: string, matches: ReadonlyArray<(typeof NAMES)[number]>]> = [
      ["*", NAMES],
      ["local/*", ["local/build-abc", "local/Build-ABC", "local/deploy"]],
      ["LOCAL/BUILD-???", ["local/build-abc", "local/Build-ABC"]],
      ["*build*", ["local/build-abc", "local/Build-ABC", "srv:team/build"]],
      ["build", []],
      ["*uild", ["srv:team/build"]],
      ["a%b", ["a%b"]],
      ["a_b", ["a_b"]],
      ["a?b", ["a%b", "a_b", "a\\b", "aXb"]],
      ["a\\b", ["a\\b"]],
      ["a\\*", ["a\\b"]],
      ["a[b]c", ["a[b]c"]],
      ["a[*", ["a[b]c"]],
      ["é/*", ["é/ü"]],
      ["?", ["😀"]],
      ["line*", ["line\nbreak"]],
      ["line?break", ["line\nbreak"]],
      ["**l**y", ["local/deploy"]],
      ["", []],
      ["%", []],
      ["^local", []],
    ];

    it("matches globs against whole names: * and ? only, ASCII case-insensitively", () =>
      Effect.gen(function* () {
        const plans = new Map(NAMES.map((planName) => [planName, called(planName, { name: planName })]));
        const root = called("root", { name: "unrelated" });
        yield* given(...plans.values(), root, factory.child(root, { description: "a child has no name" }));
        for (const [pattern, matches] of GLOBS) {
          const expected = pattern === "*" ? [...matches, "root"] : matches;
          expect({ pattern, found: yield* found({ pattern }) }).toEqual({
            pattern,
            found: [...expected].sort(),
          });
        }
      }));

    it("puts all filters together with and", () =>
      Effect.gen(function* () {
        const wanted = {
          phase: "execute",
          processingState: "complete",
          name: "local/wanted",
          projects: projects("local/app"),
          automationProfile: { name: "auto", provenance: "plan" },
          times: { createdAt: instant("2026-05-01T00:00:00Z") },
        } as const;
        const plan = called("wanted", wanted);
        const root = { root: plan.planId };
        const but: ReadonlyArray<PlanOverrides> = [
          { phase: "strategize" },
          { processingState: "errored" },
          { name: "local/other" },
          { projects: projects("local/web") },
          { automationProfile: { name: "ci", provenance: "plan" } },
          { times: { createdAt: instant("2026-04-30T23:59:59.999999Z") } },
        ];
        yield* given(
          plan,
          ...but.map((difference, index) => called(`but ${index}`, { ...wanted, ...difference })),
        );
        const filter: PlanFilter = {
          phase: "execute",
          state: "complete",
          project: "local/app",
          action: plan.actionName,
          profile: "auto",
          needsApproval: true,
          since: instant("2026-05-01T00:00:00Z"),
          pattern: "local/w*",
        };
        yield* expectFound(filter, [plan]);
        yield* expectFound({ ...filter, ...root }, [plan]);
      }));
  });
};
