import * as Result from "effect/Result";
import { Damaged, isDamaged, type Readable } from "../json/Damaged.ts";
import { scanJson } from "../json/scanJson.ts";
import { ProfileError } from "./ProfileError.ts";
import { isProvenance, type Provenance } from "./Provenance.ts";

/** Which profile governs a plan, by name, and which level named it; the rules themselves are in the snapshot. */
export interface ProfileRef {
  /** Not empty; of an adopted row it may be any other text. */
  readonly name: string;
  readonly provenance: Provenance;
}

/** The most characters (UTF-16 code units) of a stored reference that begins with `{` or `"`. */
export const MAX_PROFILE_REF_LENGTH = 4096;

const isWhiteSpace = (unit: number): boolean => (unit >= 0x09 && unit <= 0x0d) || unit === 0x20;

/** The first character that is not white space (U+0009 to U+000D and U+0020), or "". */
const firstCharacter = (text: string): string => {
  let at = 0;
  while (at < text.length && isWhiteSpace(text.charCodeAt(at))) at++;
  return text.charAt(at);
};

const parsed = (text: string, maxDepth: number): unknown => {
  if (text.length > MAX_PROFILE_REF_LENGTH) return undefined;
  const scanned = scanJson(text, { maxDepth });
  return "value" in scanned ? scanned.value : undefined;
};

const fromObject = (text: string): ProfileRef | undefined => {
  const value = parsed(text, 1);
  if (typeof value !== "object" || value === null || Object.keys(value).length !== 2) return undefined;
  const { profile_name: name, provenance } = value as {
    readonly profile_name?: unknown;
    readonly provenance?: unknown;
  };
  return typeof name === "string" && name !== "" && isProvenance(provenance)
    ? { name, provenance }
    : undefined;
};

const fromString = (text: string): ProfileRef | undefined => {
  const name = parsed(text, 0);
  return typeof name === "string" && name !== "" ? { name, provenance: "global" } : undefined;
};

/** The one rule of reader and validator: table K of domain.md section 8. */
const decode = (text: string): ProfileRef | undefined => {
  switch (firstCharacter(text)) {
    case "":
    case "[":
      return undefined;
    case "{":
      return fromObject(text);
    case '"':
      return fromString(text);
    default:
      return { name: text, provenance: "global" };
  }
};

/**
 * The reference that a stored text holds: the written form, a JSON string or a bare name (both of the level `global`);
 * damaged otherwise. Never throws, whatever the text (domain.md section 8).
 */
const read = (text: string): Readable<ProfileRef> => decode(text) ?? Damaged.of(text);

/** Fails for exactly the texts that `read` finds damaged; the error gives the length only. */
const validate = (text: string): Result.Result<ProfileRef, ProfileError> => {
  const ref = read(text);
  return isDamaged(ref)
    ? Result.fail(new ProfileError({ reason: { _tag: "DamagedReference", length: ref.length } }))
    : Result.succeed(ref);
};

/** The written form, the same bytes for equal references; `read` gives the reference back as long as it fits. */
const write = (ref: ProfileRef): string =>
  `{"profile_name":${JSON.stringify(ref.name)},"provenance":${JSON.stringify(ref.provenance)}}`;

/** The one codec of stored references. */
export const ProfileRef = { read, validate, write } as const;
