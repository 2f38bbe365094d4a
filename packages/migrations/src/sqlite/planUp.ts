import type { Database } from "better-sqlite3";
import type { UpPlan } from "../chain/UpPlan.ts";
import type { Chain } from "./chain.ts";
import { preflight } from "./up.ts";

/** Says what a run would do, or throws what it would be refused with. Only reads. */
export const planUp = (
  database: Database,
  location: string,
  options: { readonly chain: Chain; readonly to?: string },
): UpPlan => {
  const { before, from, pending } = preflight(database, location, { ...options, onlyEmpty: false });
  const rowsOf = (code: string) => options.chain.codes.get(code)?.count?.(database) ?? 0;
  return {
    from,
    to: pending.at(-1)?.name ?? from,
    pending: pending.map(({ name, predecessor, steps }) => {
      const adopted = before._tag === "Legacy" && predecessor === null;
      return {
        name,
        adopted,
        steps: adopted
          ? []
          : steps.map((step) => ({
              description: step.description,
              rows: step._tag === "Code" ? rowsOf(step.name) : 0,
            })),
      };
    }),
  };
};
