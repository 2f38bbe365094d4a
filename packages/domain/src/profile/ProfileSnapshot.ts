import * as Result from "effect/Result";
import { isFields } from "../input/FieldReader.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import { Damaged } from "../json/Damaged.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { scanJson } from "../json/scanJson.ts";
import { type Instant, isInstant } from "../time/Instant.ts";
import type { Profile } from "./Profile.ts";
import { ProfileError } from "./ProfileError.ts";
import { isProvenance, type Provenance } from "./Provenance.ts";
import { readProfile } from "./readProfile.ts";
import type { SnapshotProblem } from "./snapshotProblem.ts";
import { normalizeProfile, profileText, writeProfile } from "./writeProfile.ts";

/** The form that the snapshot's text names. */
export const SNAPSHOT_FORMAT = "planwright.profile-snapshot/1";

/** Bytes of UTF-8 that a snapshot may have. */
export const MAX_SNAPSHOT_BYTES = 262_144;

/** Levels of nesting that a snapshot may have. */
export const MAX_SNAPSHOT_DEPTH = 64;

/** The stored text of a plan whose rules were never captured. */
export const NOT_CAPTURED_TEXT = "{}";

/** The frozen rules of a plan. */
export interface Captured {
  readonly _tag: "Captured";
  readonly profile: Profile;
  readonly provenance: Provenance;
  /** What each level said, as it was recorded. */
  readonly resolution: JsonObject;
  readonly resolvedAt: Instant;
  /** SHA-256 of the canonical text of the profile alone, 64 lower-case hex digits: equal rules, equal digests. */
  readonly digest: string;
  /** The stored text itself, which a child inherits byte for byte. */
  readonly text: string;
  /** Of the text, in UTF-16 code units. */
  readonly length: number;
}

/** The plan is older than snapshots are: it has no rules, which is something else than any profile. */
export interface NotCaptured {
  readonly _tag: "NotCaptured";
  readonly length: number;
}

/** What the column of a plan holds. */
export type Snapshot = Captured | NotCaptured | Damaged;

/** What a snapshot is made of. */
export interface SnapshotParts {
  /** The profile after every override. */
  readonly profile: Profile;
  readonly provenance: Provenance;
  readonly resolution: JsonObject;
  readonly resolvedAt: Instant;
}

/** A snapshot ready to be stored. */
export interface NewSnapshot {
  readonly captured: Captured;
  /** The canonical text of the profile alone, which is kept under `captured.digest`. */
  readonly profileText: string;
}

/** SHA-256 of the UTF-8 bytes of a text, 64 lower-case hex digits; the domain has none of its own. */
export type Sha256 = (text: string) => string;

/** What all snapshots with the same text up to `resolved_at` have in common. */
type Frozen = Pick<Captured, "profile" | "provenance" | "resolution" | "digest">;

const MEMO_ENTRIES = 256;
const MEMO_TEXT_LENGTH = 16_384;

/**
 * Parsed snapshots by their text up to `resolved_at`, so that listing thousands of plans parses each set of rules once.
 * A pure memo: at most 256 texts of at most 16,384 characters, the oldest leaves first.
 */
const memo = new Map<string, Frozen>();

const remember = (head: string, frozen: Frozen): void => {
  if (head.length > MEMO_TEXT_LENGTH) return;
  const oldest = memo.size >= MEMO_ENTRIES ? memo.keys().next().value : undefined;
  if (oldest !== undefined) memo.delete(oldest);
  memo.set(head, frozen);
};

const TAIL_START = ',"resolved_at":"';
const TAIL_END = '"}';
const TAIL_LENGTH = TAIL_START.length + "YYYY-MM-DDTHH:MM:SS.ffffffZ".length + TAIL_END.length;

/** The instant of a text that ends as canonical snapshots do: what comes before decides alone whether it is one. */
const instantAtEnd = (text: string): Instant | undefined => {
  const start = text.length - TAIL_LENGTH;
  if (start < 0 || !text.startsWith(TAIL_START, start) || !text.endsWith(TAIL_END)) return undefined;
  const instant = text.slice(start + TAIL_START.length, -TAIL_END.length);
  return isInstant(instant) ? instant : undefined;
};

const freeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
};

const captured = (frozen: Frozen, resolvedAt: Instant, text: string): Captured =>
  Object.freeze({ _tag: "Captured", ...frozen, resolvedAt, text, length: text.length });

const parse = (text: string, sha256: Sha256): Captured | SnapshotProblem => {
  if (text === NOT_CAPTURED_TEXT) return "not_captured";
  if (text === "") return "empty";
  const scanned = scanJson(text, {
    maxDepth: MAX_SNAPSHOT_DEPTH,
    maxBytes: MAX_SNAPSHOT_BYTES,
    refuseLoneSurrogates: true,
  });
  if ("fault" in scanned) {
    return scanned.fault === "TooLarge" ? "too_large" : scanned.fault === "TooDeep" ? "too_deep" : "not_json";
  }
  const { value } = scanned;
  if (!isFields(value)) return "not_an_object";
  const { format, profile, provenance, resolution, resolved_at: resolvedAt } = value;
  const read = readProfile(profile, "stored");
  if (
    format !== SNAPSHOT_FORMAT ||
    Result.isFailure(read) ||
    !isProvenance(provenance) ||
    !isFields(resolution) ||
    !isInstant(resolvedAt)
  ) {
    return "wrong_form";
  }
  const frozen: Frozen = freeze({
    profile: read.success,
    provenance,
    resolution: resolution as JsonObject,
    digest: sha256(profileText(normalizeProfile(read.success))),
  });
  return captured(frozen, resolvedAt, text);
};

/** The one rule of reader and validator (domain.md sections 7 and 8). */
const inspect = (text: string, sha256: Sha256): Captured | SnapshotProblem => {
  const resolvedAt = instantAtEnd(text);
  if (resolvedAt === undefined) return parse(text, sha256);
  const head = text.slice(0, -TAIL_LENGTH);
  const known = memo.get(head);
  if (known !== undefined) return captured(known, resolvedAt, text);
  const parsed = parse(text, sha256);
  if (typeof parsed !== "string") {
    const { profile, provenance, resolution, digest } = parsed;
    remember(head, { profile, provenance, resolution, digest });
  }
  return parsed;
};

/**
 * What a stored snapshot holds: the frozen rules, nothing (exactly `{}`), or damaged text. Never throws, whatever the
 * text. What is captured is deeply frozen, and its profile may be shared between plans. Keys that are not known are ignored beside the
 * profile and make the snapshot damaged within it, because there they would be rules.
 */
const read = (text: string, sha256: Sha256): Snapshot => {
  const inspected = inspect(text, sha256);
  if (typeof inspected !== "string") return inspected;
  return inspected === "not_captured"
    ? Object.freeze({ _tag: "NotCaptured", length: text.length })
    : Damaged.of(text);
};

/** What must hold before a snapshot is written: succeeds for exactly the texts that `read` finds captured. */
const validate = (text: string, sha256: Sha256): Result.Result<Captured, ProfileError> => {
  const inspected = inspect(text, sha256);
  return typeof inspected === "string"
    ? Result.fail(
        new ProfileError({ reason: { _tag: "BadSnapshot", problem: inspected, length: text.length } }),
      )
    : Result.succeed(inspected);
};

/**
 * Freezes the parts into a snapshot, with every list of the profile as a sorted set. Fails with
 * `BadSnapshot` when they do not fit into 256 KiB or hold text that has no canonical form.
 */
const make = (parts: SnapshotParts, sha256: Sha256): Result.Result<NewSnapshot, ProfileError> => {
  const profile = normalizeProfile(parts.profile);
  const text = canonicalJson({
    format: SNAPSHOT_FORMAT,
    profile: writeProfile(profile),
    provenance: parts.provenance,
    resolution: parts.resolution,
    resolved_at: parts.resolvedAt,
  });
  if (Result.isFailure(text)) {
    return Result.fail(
      new ProfileError({ reason: { _tag: "BadSnapshot", problem: "wrong_form", length: 0 } }),
    );
  }
  return Result.map(validate(text.success, sha256), (captured) => ({
    captured,
    profileText: profileText(profile),
  }));
};

/** The one codec of stored snapshots. */
export const ProfileSnapshot = { read, validate, make } as const;
