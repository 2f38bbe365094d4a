import type { Plan } from "../plan/Plan.ts";
import { plainData } from "./readable.ts";
import type { ArgumentsData } from "./schema/planUse.ts";

/** A plan's arguments by name, as `POST /v1/plans` takes them. */
export const argumentsData = (plan: Plan): ArgumentsData =>
  Object.fromEntries(plan.arguments.map(({ name, value }) => [name, plainData(value)]));
