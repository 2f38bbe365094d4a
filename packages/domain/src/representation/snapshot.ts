import type { Snapshot } from "../profile/ProfileSnapshot.ts";
import { profileData } from "./profile.ts";
import type { SnapshotData, WholeSnapshotData } from "./schema/snapshot.ts";

/** The frozen rules of a plan; of a damaged text only the length, and `{}` is never shown as a profile (domain.md section 7). */
export const snapshotData = (snapshot: Snapshot): SnapshotData => {
  const { length } = snapshot;
  switch (snapshot._tag) {
    case "Captured":
      return { state: "captured", digest: snapshot.digest, profile: profileData(snapshot.profile), length };
    case "NotCaptured":
      return { state: "not_captured", digest: null, profile: null, length };
    case "Damaged":
      return { state: "damaged", digest: null, profile: null, length };
  }
};

/** The frozen rules with what each level said and when they were frozen. */
export const wholeSnapshotData = (snapshot: Snapshot): WholeSnapshotData => {
  const captured = snapshot._tag === "Captured" ? snapshot : null;
  return {
    ...snapshotData(snapshot),
    provenance: captured === null ? null : captured.provenance,
    resolution: captured === null ? null : captured.resolution,
    resolved_at: captured === null ? null : captured.resolvedAt,
  };
};
