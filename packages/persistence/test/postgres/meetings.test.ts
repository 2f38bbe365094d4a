import { expect, it } from "@effect/vitest";
import type { Stores } from "@planwright/domain";
import { makePlanFactory } from "@planwright/domain/testing";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { vi } from "vitest";
import { reasonOf } from "../openLedger.ts";
import { ledgerDatabase, openBeside, openWithAction } from "./ledgerDatabase.ts";

// Servers are started here, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const factory = makePlanFactory();

/** A ledger whose server refuses to keep a snapshot so many times as if units of work had met. */
const refusing = (times: number, code: string) =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const beside = yield* openBeside(url);
    yield* Effect.promise(() =>
      beside.query(
        // A sequence counts on, whatever is rolled back.
        `CREATE SEQUENCE refusals;
         CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           IF nextval('refusals') <= ${times} THEN RAISE SQLSTATE '${code}'; END IF;
           RETURN NEW; END $$;
         CREATE TRIGGER refuse BEFORE INSERT ON pw_snapshots FOR EACH ROW EXECUTE FUNCTION refuse()`,
      ),
    );
    return yield* openWithAction(url);
  });

const DIGEST = "d".repeat(64);

for (const [code, what] of [
  ["40001", "a serialization failure"],
  ["40P01", "a deadlock"],
] as const) {
  it.live(`runs a unit of work again after ${what}, a few times, and then says Busy`, () =>
    Effect.gen(function* () {
      let bodies = 0;
      const body = (stores: Stores) =>
        Effect.suspend(() => {
          bodies++;
          return stores.snapshots.keep(DIGEST, "text");
        });
      const soon = yield* refusing(4, code);
      yield* soon.write(body);
      expect(bodies).toBe(5);
      expect(yield* soon.read((stores) => stores.snapshots.find(DIGEST))).toBe("text");
      const never = yield* refusing(1_000, code);
      bodies = 0;
      expect((yield* reasonOf(never.write(body)))._tag).toBe("Busy");
      expect(bodies).toBe(5);
      expect(yield* never.read((stores) => stores.snapshots.find(DIGEST))).toBeNull();
    }).pipe(Effect.scoped),
  );
}

it.live("runs again also what its body has made an error of its own of, and what it has undone in part", () =>
  Effect.gen(function* () {
    const uow = yield* refusing(2, "40P01");
    let bodies = 0;
    yield* uow.write((stores) =>
      Effect.suspend(() => {
        bodies++;
        return Effect.mapError(stores.snapshots.keep(DIGEST, "text"), () => "mine");
      }),
    );
    expect(bodies).toBe(3);
  }).pipe(Effect.scoped),
);

it.live("runs nothing again that has failed for another reason, or of itself", () =>
  Effect.gen(function* () {
    const uow = yield* openWithAction(yield* ledgerDatabase);
    const plan = factory.plan();
    yield* uow.write((stores) => stores.plans.insert([plan]));
    let bodies = 0;
    const counted = <A, E>(body: (stores: Stores) => Effect.Effect<A, E>) =>
      uow.write((stores) =>
        Effect.suspend(() => {
          bodies++;
          return body(stores);
        }),
      );
    const exits = [
      yield* Effect.exit(counted((stores) => stores.plans.insert([plan]))),
      yield* Effect.exit(counted(() => Effect.fail("no"))),
      yield* Effect.exit(counted(() => Effect.die("oh"))),
    ];
    expect(exits.map(Exit.isFailure)).toEqual([true, true, true]);
    expect(bodies).toBe(3);
  }).pipe(Effect.scoped),
);

it.live("lets both of two units of work through that have locked each other out", () =>
  Effect.gen(function* () {
    const url = yield* ledgerDatabase;
    const beside = yield* openBeside(url);
    yield* Effect.promise(() =>
      beside.query(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = 20', current_database()); END $$",
      ),
    );
    const uow = yield* openWithAction(url);
    const [one, other] = [factory.plan(), factory.plan()];
    yield* uow.write((stores) => stores.plans.insert([one, other]));
    const [oneLocked, otherLocked] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()];
    let bodies = 0;
    const lockBoth = (
      [first, mine]: readonly [typeof one, Deferred.Deferred<void>],
      [second, theirs]: readonly [typeof one, Deferred.Deferred<void>],
    ) =>
      uow.write((stores) =>
        Effect.gen(function* () {
          bodies++;
          yield* stores.plans.lock(first.planId, "plan");
          yield* Deferred.succeed(mine, undefined);
          yield* Deferred.await(theirs);
          yield* stores.plans.lock(second.planId, "plan");
        }),
      );
    yield* Effect.all(
      [lockBoth([one, oneLocked], [other, otherLocked]), lockBoth([other, otherLocked], [one, oneLocked])],
      { concurrency: "unbounded" },
    );
    expect(bodies).toBe(3);
  }).pipe(Effect.scoped),
);
