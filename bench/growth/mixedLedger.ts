import type { Ledger } from "../ledger/Ledger.ts";
import { Draw } from "../seed/Draw.ts";
import type { SeedPlan } from "../seed/SeedPlan.ts";
import { makeActions, makeTemplate } from "../seed/templates.ts";
import { mixedPlans, type Templates } from "./mixedPlans.ts";

/** The actions that many plans of a mixed ledger are made from, with the profiles of those plans. */
export const COMMON = [
  { action: "local/tidy", automationProfile: "full-auto" },
  { action: "local/release", automationProfile: "balanced" },
  { action: "local/audit", automationProfile: "manual" },
] as const;

/** The action that few are made from. */
export const ODD = { action: "local/odd-job", automationProfile: "manual" } as const;

/** The plans of a mixed ledger are made over so many milliseconds: 200 days. */
const PERIOD = 200 * 86_400_000;

/** Makes by use cases what the plans of a mixed ledger are made from. */
export const makeTemplates = async (ledger: Ledger): Promise<Templates> => {
  await makeActions(
    ledger,
    [...COMMON, ODD].map(({ action }) => action),
  );
  const common = [];
  for (const options of COMMON) common.push(await makeTemplate(ledger, options));
  return { common, rare: await makeTemplate(ledger, ODD) };
};

/** The plans of a mixed ledger of about that size. */
export const plansOf = (size: number, templates: Templates): Generator<SeedPlan> =>
  mixedPlans(new Draw(Math.floor(PERIOD / size)), size, templates);
