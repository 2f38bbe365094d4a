import * as HashMap from "effect/HashMap";
import * as Option from "effect/Option";
import type { SnapshotStore } from "../../src/snapshot/SnapshotStore.ts";
import { ask, put, type Unit } from "./Unit.ts";

/** The snapshot texts of a unit of work. */
export const memorySnapshotStore = (unit: Unit): SnapshotStore => ({
  keep: (digest, text) =>
    put(unit, (state) =>
      HashMap.has(state.snapshots, digest)
        ? state
        : { ...state, snapshots: HashMap.set(state.snapshots, digest, text) },
    ),

  find: (digest) => ask(unit, (state) => Option.getOrNull(HashMap.get(state.snapshots, digest))),
});
