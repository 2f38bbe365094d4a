import * as Effect from "effect/Effect";
import { Crypto } from "../crypto/Crypto.ts";
import { makeUlids } from "../plan/PlanId.ts";
import { UnitOfWork } from "../store/UnitOfWork.ts";
import type { PlansContext } from "./PlansContext.ts";

/** What the use cases work with, from the services that are provided. */
export const makePlansContext: Effect.Effect<PlansContext, never, UnitOfWork | Crypto> = Effect.gen(
  function* () {
    const uow = yield* UnitOfWork;
    const crypto = yield* Crypto;
    return { uow, crypto, newId: makeUlids(crypto.randomBytes) };
  },
);
