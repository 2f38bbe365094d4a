import type { Plan } from "@planwright/domain";
import { planReference } from "@planwright/domain/representation";
import { plainValue } from "../present/flatten.ts";
import { fields, GAP, line, toType, type View } from "../present/View.ts";
import { planHeading } from "./planStatus.ts";
import { profileView } from "./profile.ts";
import { snapshotLine } from "./profileRef.ts";
import { timeLine } from "./values.ts";

/** The frozen rules of a plan, and how they came about. */
export const planSnapshotView = (plan: Plan, nowMillis: number): View => {
  const snapshot = plan.effectiveProfileSnapshot;
  if (snapshot._tag !== "Captured") {
    return [
      ...planHeading(plan),
      GAP,
      fields([["rules", snapshotLine(plan)]]),
      toType(`planwright plan capture ${planReference(plan.planId)}`),
    ];
  }
  return [
    ...planHeading(plan),
    GAP,
    fields([
      ["digest", line(snapshot.digest)],
      ["frozen", timeLine(snapshot.resolvedAt, nowMillis)],
      [
        "named by",
        line(snapshot.provenance === "global" ? "the global default" : `the ${snapshot.provenance}`),
      ],
      ...Object.entries(snapshot.resolution).map(
        ([level, said]) => [`  ${level}`, line(plainValue(said), "muted")] as const,
      ),
    ]),
    GAP,
    ...profileView(snapshot.profile),
  ];
};
