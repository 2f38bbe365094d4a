import type { JsonObject } from "../json/JsonValue.ts";
import type { ProfileReason } from "../profile/ProfileError.ts";
import { capped } from "./cappedList.ts";
import { issuesData } from "./issues.ts";

const NAME = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,254}$/;

/** A name that can be a profile's; anything else may be any stored text, so only its length is told. */
const nameData = (name: string): JsonObject[string] =>
  NAME.test(name) ? name : { damaged: true, length: name.length };

/** The data of a profile's error under its written names; never stored profile text. */
export const profileErrorDetails = (reason: ProfileReason): JsonObject => {
  switch (reason._tag) {
    case "Invalid":
      return issuesData(reason.issues);
    case "Unknown":
    case "NotFound":
      return {
        name: nameData(reason.name),
        known: capped(reason.known).map(nameData),
        total: reason.known.length,
      };
    case "ReadOnly":
    case "Exists":
      return { name: nameData(reason.name) };
    case "Loosens":
      return { rules: reason.rules };
    case "EmptyName":
      return { level: reason.level };
    case "Disagree":
      return {
        projects: capped(reason.projects).map(({ profile, project }) => ({
          project,
          profile: nameData(profile),
        })),
        total: reason.projects.length,
      };
    case "DamagedReference":
      return { length: reason.length };
    case "BadSnapshot":
      return { problem: reason.problem, length: reason.length };
  }
};
