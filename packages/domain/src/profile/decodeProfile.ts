import * as Result from "effect/Result";
import { isFields } from "../input/FieldReader.ts";
import { Damaged, type Readable } from "../json/Damaged.ts";
import { scanJson } from "../json/scanJson.ts";
import { utf8Length } from "../json/utf8Length.ts";
import { findBuiltIn } from "./builtIns.ts";
import type { Profile } from "./Profile.ts";
import { ProfileError } from "./ProfileError.ts";
import { readProfile } from "./readProfile.ts";
import { profileText } from "./writeProfile.ts";

/** Bytes of UTF-8 that the text of a profile may have; half a snapshot, so that every profile fits into one. */
export const MAX_PROFILE_BYTES = 131_072;

/** Levels of nesting that the text of a profile needs: the profile, its guards, their lists. */
const PROFILE_DEPTH = 3;

/**
 * The custom profile that a parsed file (JSON or YAML) describes. Fails with `ReadOnly` when it has a built-in's name
 * and with `Invalid` and everything that is wrong, each with its path, otherwise.
 */
export const decodeProfileFile = (input: unknown): Result.Result<Profile, ProfileError> => {
  const name = isFields(input) ? input.name : undefined;
  if (typeof name === "string" && findBuiltIn(name) !== undefined) {
    return Result.fail(new ProfileError({ reason: { _tag: "ReadOnly", name } }));
  }
  const read = readProfile(input, "file");
  if (Result.isFailure(read)) {
    return Result.fail(new ProfileError({ reason: { _tag: "Invalid", issues: read.failure } }));
  }
  if (utf8Length(profileText(read.success)) > MAX_PROFILE_BYTES) {
    const message = `it has more than ${MAX_PROFILE_BYTES} bytes; shorten its description and lists`;
    return Result.fail(new ProfileError({ reason: { _tag: "Invalid", issues: [{ path: [], message }] } }));
  }
  return Result.succeed(read.success);
};

/** The profile that a stored text holds (`profileText` wrote it); damaged otherwise. Never throws, whatever the text. */
export const readStoredProfile = (text: string): Readable<Profile> => {
  const limits = { maxDepth: PROFILE_DEPTH, maxBytes: MAX_PROFILE_BYTES, refuseLoneSurrogates: true };
  const scanned = scanJson(text, limits);
  if ("fault" in scanned) return Damaged.of(text);
  const read = readProfile(scanned.value, "stored");
  return Result.isSuccess(read) ? read.success : Damaged.of(text);
};
