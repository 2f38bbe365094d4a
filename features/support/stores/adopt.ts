import { type Crypto, type Plan, UnitOfWork } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Layer } from "effect/Layer";

/** Adds a plan as it is, beside the use cases. */
export const adoptThrough =
  (layer: () => Layer<UnitOfWork | Crypto, unknown>) =>
  (plan: Plan): Promise<void> =>
    Effect.runPromise(
      Effect.flatMap(UnitOfWork, (uow) => uow.write((stores) => stores.plans.insert([plan]))).pipe(
        Effect.provide(layer()),
      ),
    );
