import { type Actor, Instant, type ListQuery, PHASES, type Plan, type PlanId } from "@planwright/domain";
import { actor, instant } from "@planwright/domain/testing";
import * as Effect from "effect/Effect";
import { adoptedPlan } from "./adopted.ts";
import type { Command, Given, ListParts, OnPlan, UnderLease } from "./Command.ts";
import type { Pools } from "./Pools.ts";
import type { Doors } from "./Store.ts";
import type { World } from "./World.ts";

/** A command with everything that it refers to, ready for any ledger. */
export type Deed = (doors: Doors) => Effect.Effect<unknown, unknown>;

/** What a command may need besides what the ledger answered before. */
export interface Setting {
  readonly world: World;
  readonly pools: Pools;
  /** Place of the command in its stream. */
  readonly index: number;
}

const LONG_AGO = instant("2000-01-01T00:00:00Z");

const argumentsOf = (given: Given) => (given.length === 0 ? {} : { arguments: new Map(given) });

const filterOf = ({ since, ...rest }: ListParts): ListQuery => ({
  ...rest,
  ...(since === undefined ? {} : { since: instant(since) }),
});

const NEXT: { readonly [P in Plan["phase"]]: Exclude<Plan["phase"], "action"> } = {
  action: "strategize",
  strategize: "execute",
  execute: "apply",
  apply: "apply",
};

const lapse = ({ uow }: Doors, planIds: ReadonlyArray<PlanId>) =>
  uow.write((stores) =>
    Effect.forEach(planIds, (planId) =>
      Effect.andThen(stores.plans.lock(planId, "plan"), stores.leases.extend(planId, LONG_AGO)),
    ),
  );

/** Finds what a command refers to, from what is known now. */
export const deedOf = (command: Command, { index, pools, world }: Setting): Deed => {
  const on = (given: OnPlan) => {
    const { dryRun, ifVersion, plan } = given;
    return {
      actor: actor(given.actor),
      dryRun,
      id: world.idOf(plan),
      ifVersion: world.versionOf(ifVersion, plan),
    };
  };
  const under = (given: UnderLease) => ({ ...on(given), leaseToken: world.tokenOf(given.token, given.plan) });
  const by = (given: {
    readonly actor: string;
    readonly dryRun: boolean;
  }): { actor: Actor; dryRun: boolean } => ({
    actor: actor(given.actor),
    dryRun: given.dryRun,
  });

  switch (command.do) {
    case "use": {
      const { action, automationProfile, invariants, key, name, projects, subplans, surroundings } = command;
      const use = {
        ...by(command),
        ...argumentsOf(command.arguments),
        action,
        automationProfile,
        idempotencyKey: key,
        invariants,
        name,
        projects,
        subplans,
        ...(surroundings === undefined ? {} : { surroundings: { automationProfile: surroundings } }),
      };
      return ({ plans }) => plans.use(use);
    }
    case "spawn": {
      const { automationProfile, confidence, definitionOfDone, description, key, subplans } = command;
      const spawn = {
        ...on(command),
        ...argumentsOf(command.arguments),
        automationProfile,
        confidence,
        definitionOfDone,
        dependsOn: command.dependsOn.map((ref) => world.idOf(ref)),
        description,
        idempotencyKey: key,
        subplans,
      };
      return ({ plans }) => plans.spawn(spawn);
    }
    case "advance": {
      const phase = world.planOf(command.plan)?.phase ?? PHASES[0];
      const to = command.to === "next" ? NEXT[phase] : command.to;
      const advance = { ...on(command), to, confidence: command.confidence };
      return ({ plans }) => plans.advance(advance);
    }
    case "claim": {
      const { leaseSeconds, phase, project, worker } = command;
      const claim = { ...by(command), leaseSeconds, phase, project, worker };
      return ({ plans }) => plans.claim(claim);
    }
    case "heartbeat":
    case "constrain":
    case "release": {
      const { do: report } = command;
      const held = under(command);
      return ({ plans }) => plans[report](held);
    }
    case "complete": {
      const complete = { ...under(command), result: command.result, confidence: command.confidence };
      return ({ plans }) => plans.complete(complete);
    }
    case "fail": {
      const { category, confidence, details = {}, message } = command;
      const fail = { ...under(command), category, confidence, details, message };
      return ({ plans }) => plans.fail(fail);
    }
    case "reclaim": {
      const id = command.plan === null ? undefined : world.idOf(command.plan);
      return ({ plans }) => plans.reclaim({ ...by(command), id });
    }
    case "retry": {
      const retry = { ...on(command), confidence: command.confidence };
      return ({ plans }) => plans.retry(retry);
    }
    case "revert": {
      const revert = { ...on(command), confidence: command.confidence, reason: command.reason };
      return ({ plans }) => plans.revert(revert);
    }
    case "cancel": {
      const cancel = { ...on(command), reason: command.reason };
      return ({ plans }) => plans.cancel(cancel);
    }
    case "remove": {
      const remove = { ...on(command), tree: command.tree };
      return ({ plans }) => plans.remove(remove);
    }
    case "capture": {
      const capture = { ...on(command), automationProfile: command.automationProfile };
      return ({ plans }) => plans.capture(capture);
    }
    case "check": {
      const { confidence, cost, operation, skill, tool, unsafe, writes } = command;
      const check = { ...on(command), confidence, cost, operation, skill, tool, unsafe, writes };
      return ({ plans }) => plans.check(check);
    }
    case "get":
    case "status":
    case "tree":
    case "ancestors":
    case "record": {
      const { do: look } = command;
      const id = world.idOf(command.plan);
      return ({ plans }) => plans[look](id);
    }
    case "snapshot": {
      const digest = world.planOf(command.plan)?.profileDigest ?? "0".repeat(64);
      return ({ plans }) => plans.snapshotText(digest);
    }
    case "history": {
      const id = world.idOf(command.plan);
      const after = typeof command.after === "object" ? world.eventOf(command.after.nth, id) : command.after;
      const { limit } = command;
      if (after === undefined) return ({ plans }) => plans.history(id, { limit });
      return ({ eventId, plans }) =>
        Effect.flatMap(eventId(after), (own) => plans.history(id, { after: own, limit }));
    }
    case "explain": {
      const id = world.idOf(command.plan);
      return ({ plans }) => plans.explain(id, command.operation);
    }
    case "list": {
      const root = command.root === null ? undefined : world.idOf(command.root);
      return ({ plans }) => plans.list({ ...filterOf(command.parts), root });
    }
    case "list on": {
      const next = world.nextPage ?? {};
      const cursor = command.cursor === null ? {} : { cursor: command.cursor };
      return ({ plans }) => plans.list({ ...next, limit: command.parts.limit, ...cursor });
    }
    case "action create": {
      const create = {
        ...by(command),
        file: command.file,
        replace: command.replace,
        idempotencyKey: command.key,
      };
      return ({ actions }) => actions.create(create);
    }
    case "action archive":
      return ({ actions }) => actions.archive({ ...by(command), name: command.name });
    case "action get":
      return ({ actions }) => actions.get(command.name);
    case "action list":
      return ({ actions }) => actions.list({ namespace: command.namespace, state: command.state });
    case "profile add":
      return ({ profiles }) => profiles.add({ ...by(command), file: command.file, replace: command.replace });
    case "profile remove":
      return ({ profiles }) => profiles.remove({ ...by(command), name: command.name });
    case "profile get":
      return ({ profiles }) => profiles.get(command.name);
    case "profile list":
      return ({ profiles }) => profiles.list();
    case "profile diff": {
      const right = `plan:${world.idOf(command.right)}`;
      return ({ profiles }) => profiles.diff(command.left, right);
    }
    case "setting get":
      return ({ settings }) => settings.get({ key: command.key, project: command.project });
    case "setting set": {
      const { key, project, value } = command;
      return ({ settings }) => settings.set({ ...by(command), key, project, value });
    }
    case "setting list":
      return ({ settings }) => settings.list();
    case "adopt": {
      const parent = command.plan === null ? undefined : world.planOf(command.plan);
      const plan = adoptedPlan(command, index, pools, parent ?? null);
      return ({ uow }) =>
        Effect.as(
          uow.write((stores) => stores.plans.insert([plan])),
          plan,
        );
    }
    case "lapse": {
      const plan = world.planOf(command.plan);
      return (doors) => (plan === undefined ? Effect.succeed(null) : lapse(doors, [plan.planId]));
    }
    case "next day": {
      const { ids } = world;
      return (doors) => lapse(doors, ids);
    }
  }
};

/** How far a command moves the callers' clock before the next one, in milliseconds. */
export const millisAfter = (command: Command, index: number): number =>
  command.do === "next day" ? 25 * 60 * 60 * 1_000 : index % 3;

/** When the first command of a stream happens. */
export const FIRST_MILLIS = Instant.toMillis(instant("2026-06-01T12:00:00Z"));
