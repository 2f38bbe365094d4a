import { type MeasuredClaims, nameOfClaims } from "../claims/measureClaims.ts";
import type { Sizes } from "../Sizes.ts";
import type { Machine } from "./Machine.ts";
import { isMet, type Measured, type Unmeasured } from "./Measured.ts";

/** A server of PostgreSQL. */
export interface ServerFacts {
  /** As `18.4`. */
  readonly version: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Everything that a run found out. */
export interface Report {
  /** When it began, as ISO 8601 in UTC. */
  readonly date: string;
  readonly machine: Machine;
  /** The server that PostgreSQL was measured on, and what it was told; null where it was not measured. */
  readonly server: ServerFacts | null;
  /** Too little data and too few rounds for the times to say anything. */
  readonly quick: boolean;
  readonly sizes: Sizes;
  readonly measured: ReadonlyArray<Measured>;
  readonly unmeasured: ReadonlyArray<Unmeasured>;
  readonly claims: ReadonlyArray<MeasuredClaims>;
}

/** True when the share of the bare statement's rate is as high as it should be; without a goal it always is. */
export const areEnough = ({ goal, share }: Pick<MeasuredClaims, "goal" | "share">): boolean =>
  goal === null || share.median >= goal;

/** The names of what is not as fast as it should be, or not known to be; a quick run knows of none. */
export const missedGoals = ({ claims, measured, quick, unmeasured }: Report): ReadonlyArray<string> => {
  if (quick) return [];
  const slow = measured.filter((one) => !isMet(one));
  return [
    ...[...slow, ...unmeasured].map(({ engine, name }) => (engine === null ? name : `${name} on ${engine}`)),
    ...claims.filter((one) => !areEnough(one)).map((one) => `claims of ${nameOfClaims(one)}`),
  ];
};
