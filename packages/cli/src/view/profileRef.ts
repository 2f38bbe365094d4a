import type { Plan } from "@planwright/domain";
import { type Line, span } from "../present/View.ts";
import { readableLine } from "./values.ts";

/** The profile that governs a plan, and which level named it. */
export const profileRefLine = (plan: Plan): Line =>
  readableLine(plan.automationProfile, ({ name, provenance }) => [
    span(name),
    span(` (from ${provenance === "global" ? "the global default" : `the ${provenance}`})`, "muted"),
  ]);

/** The state of a plan's frozen rules, with the beginning of their digest. */
export const snapshotLine = (plan: Plan): Line => {
  const snapshot = plan.effectiveProfileSnapshot;
  switch (snapshot._tag) {
    case "Captured":
      return [span("captured"), span(` ${snapshot.digest.slice(0, 12)}`, "muted")];
    case "NotCaptured":
      return [span("not captured", "warn")];
    case "Damaged":
      return [span(`damaged (${snapshot.length} characters)`, "bad")];
  }
};
