import * as Context from "effect/Context";
import type { Effect } from "effect/Effect";

/** Looks at who waits for whom, on a connection of its own. */
export class LockWaits extends Context.Service<
  LockWaits,
  {
    /** Ends when so many units of work wait for others at the same time. */
    readonly reached: (waiting: number) => Effect<void>;
  }
>()("@planwright/domain/testing/suites/LockWaits") {}
