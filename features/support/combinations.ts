/** A front end over a store; the name is what reports and unsupported.ts call it. */
export interface Combination {
  readonly name: CombinationName;
  readonly driver: "domain" | "commandLine";
  readonly store: "memory" | "sqlite" | "postgres";
}

export type CombinationName =
  | "domain x memory"
  | "domain x SQLite"
  | "domain x PostgreSQL"
  | "command line x SQLite"
  | "command line x PostgreSQL";

/** Every scenario runs once for each of these. */
export const COMBINATIONS: ReadonlyArray<Combination> = [
  { name: "domain x memory", driver: "domain", store: "memory" },
  { name: "domain x SQLite", driver: "domain", store: "sqlite" },
  { name: "domain x PostgreSQL", driver: "domain", store: "postgres" },
  { name: "command line x SQLite", driver: "commandLine", store: "sqlite" },
  { name: "command line x PostgreSQL", driver: "commandLine", store: "postgres" },
];

/** The combination of a name; throws for a name that is none. */
export const combinationNamed = (name: unknown): Combination => {
  const found = COMBINATIONS.find((combination) => combination.name === name);
  if (found === undefined) {
    const known = COMBINATIONS.map((combination) => JSON.stringify(combination.name)).join(", ");
    throw new Error(`there is no combination ${JSON.stringify(name)}; there are ${known}`);
  }
  return found;
};
