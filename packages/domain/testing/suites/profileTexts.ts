import type { Readable } from "../../src/json/Damaged.ts";
import { BUILT_INS } from "../../src/profile/builtIns.ts";
import type { ProfileRef } from "../../src/profile/ProfileRef.ts";
import type { Provenance } from "../../src/profile/Provenance.ts";

/** A stored text of table K (domain.md section 8) and what reading it gives; null = damaged. */
export interface ProfileText {
  readonly title: string;
  readonly text: string;
  readonly ref: ProfileRef | null;
}

const damaged = (title: string, text: string): ProfileText => ({ title, text, ref: null });

const named = (title: string, text: string, name = text, provenance: Provenance = "global"): ProfileText => ({
  title,
  text,
  ref: { name, provenance },
});

const LEVELS = 200_000;

/** Table K with its neighbours; NULL (K1) is refused by the database, and K15 is about resolving, not about texts. */
export const PROFILE_TEXTS: ReadonlyArray<ProfileText> = [
  damaged("K2 the empty text", ""),
  damaged("K3 a space", " "),
  damaged("K3 all white space", "\t\n\v\f\r "),
  named("K4 the default's bare name", "balanced"),
  ...BUILT_INS.map((profile) => named(`K5 the bare built-in name ${profile.name}`, profile.name)),
  named("K6 a bare custom name", "team/fast"),
  named("K6 a bare name with spaces around it, which belong to it", " balanced\n"),
  named("K6 a bare name of other scripts", "日本/é😀"),
  named("K6 a no-break space, which is no white space", "\u00a0"),
  named("K6 a bare name that ends like JSON", 'x{"profile_name":"a","provenance":"plan"}'),
  named("K6 a bare name of 5,000 characters", "n".repeat(5_000)),
  damaged("K7 a truncated object", '{"profile_name":"balanced"'),
  damaged("K7 an opening brace", "{"),
  damaged("K7 an object with more behind it", '{"profile_name":"a","provenance":"plan"}x'),
  damaged("K8 an object without a name", '{"provenance":"plan"}'),
  damaged("K9 an object without a provenance", '{"profile_name":"balanced"}'),
  damaged("K9 an empty object", "{}"),
  damaged("K10 an unknown provenance", '{"profile_name":"balanced","provenance":"Plan"}'),
  damaged("K11 an empty name", '{"profile_name":"","provenance":"plan"}'),
  damaged("K12 200,000 open objects", '{"a":'.repeat(LEVELS)),
  damaged(
    "K12 200,000 closed arrays in an object",
    `{"profile_name":${"[".repeat(LEVELS)}${"]".repeat(LEVELS)}}`,
  ),
  damaged("K12 200,000 open arrays", "[".repeat(LEVELS)),
  damaged(
    "K12 1,000 levels within the allowed length",
    `{"profile_name":${"[".repeat(1_000)}${"]".repeat(1_000)},"provenance":"plan"}`,
  ),
  named("K13 a number", "123"),
  named("K13 null", "null"),
  named("K13 true", "true"),
  named("K13 the word None", "None"),
  damaged("K13 an empty array", "[]"),
  damaged("K13 a name that begins like an array", "[balanced"),
  named("K13 a JSON string", '"supervised"', "supervised"),
  named("K13 a JSON string with escapes and white space around it", ' "a\\u00e9\\n"\n', "aé\n"),
  damaged("K13 an empty JSON string", '""'),
  damaged("K13 a broken JSON string", '"supervised'),
  damaged("K14 an extra key", '{"profile_name":"a","provenance":"plan","x":1}'),
  damaged("K14 a key twice", '{"profile_name":"a","profile_name":"b","provenance":"plan"}'),
  damaged("K14 a name that is a number", '{"profile_name":1,"provenance":"plan"}'),
  damaged("K14 a name that is null", '{"profile_name":null,"provenance":"plan"}'),
  damaged("K14 a provenance that is an array", '{"profile_name":"a","provenance":["plan"]}'),
  damaged("K14 __proto__ beside the two keys", '{"profile_name":"a","provenance":"plan","__proto__":{}}'),
  damaged("K14 __proto__ in the place of both", '{"__proto__":{"profile_name":"a","provenance":"plan"}}'),
  damaged("K14 more than 4,096 characters", `{"profile_name":"${"n".repeat(4_096)}","provenance":"plan"}`),
  named("K16 the written form", '{"profile_name":"team/é😀","provenance":"project"}', "team/é😀", "project"),
  named(
    "K16 the keys in the other order, with white space",
    ' { "provenance" : "action",\n"profile_name" : "a" } ',
    "a",
    "action",
  ),
];

/** What the reader gives for a text. */
export const readingOf = ({ ref, text }: ProfileText): Readable<ProfileRef> =>
  ref ?? { _tag: "Damaged", length: text.length };
