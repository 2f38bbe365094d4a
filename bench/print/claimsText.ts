import { type MeasuredClaims, nameOfClaims } from "../claims/measureClaims.ts";
import { areEnough } from "../measure/Report.ts";
import { layout } from "./layout.ts";

const HEADS = [
  "claims",
  "share",
  "spread",
  "goal",
  "",
  "ours /s",
  "bare /s",
  "share of id only",
  "claims",
] as const;

const share = (value: number): string => value.toFixed(2);

const row = (measured: MeasuredClaims, quick: boolean): ReadonlyArray<string> => [
  nameOfClaims(measured),
  share(measured.share.median),
  `${share(measured.share.min)}-${share(measured.share.max)}`,
  measured.goal === null ? "" : `>= ${measured.goal}`,
  measured.goal === null || quick ? "" : areEnough(measured) ? "ok" : "MISSED",
  measured.ours.median.toFixed(0),
  measured.bare.median.toFixed(0),
  share(measured.shareOfBarest.median),
  measured.claims.toLocaleString("en"),
];

/** The table of claims per second, and what its columns say; nothing when none were measured. */
export const claimsText = (claims: ReadonlyArray<MeasuredClaims>, quick: boolean): string =>
  claims.length === 0
    ? ""
    : `Claims per second on PostgreSQL, against the bare UPDATE ... SKIP LOCKED ... RETURNING *
${layout(
  HEADS,
  claims.map((one) => row(one, quick)),
)}
None of the claims was a double one. "id only" is the bare statement when it gives nothing but an id and a fence.
`;
