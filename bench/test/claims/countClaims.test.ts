import { connected, createDatabase, type Database } from "@planwright/test-postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Claimed } from "../../claims/Claimers.ts";
import { countClaims, DoubleClaim } from "../../claims/countClaims.ts";

let database: Database;

/** As much of the tables as is looked at: two plans that are in work, one of them under a lease, and one that waits. */
beforeAll(async () => {
  database = await createDatabase();
  await connected(database.url, (client) =>
    client.query(`
      CREATE TABLE v3_plans (plan_id text, processing_state text, lease_fence bigint);
      CREATE TABLE pw_leases (plan_id text, fence bigint);
      INSERT INTO v3_plans VALUES ('A', 'processing', 1), ('B', 'processing', 2), ('C', 'queued', 0);
      INSERT INTO pw_leases VALUES ('A', 1)`),
  );
});

afterAll(() => database.drop());

const told = (...claims: Claimed["claims"]): ReadonlyArray<Claimed> => [{ claims, rate: 1 }];

const count = (ours: ReadonlyArray<Claimed>, bare: ReadonlyArray<Claimed>, before = 0) =>
  countClaims(
    database.url,
    [
      { rounds: ours, leased: true },
      { rounds: bare, leased: false },
    ],
    before,
  );

describe("claims that were told", () => {
  it("are counted when each is in the table once, under its fence, with a lease where there must be one", async () => {
    expect(await count(told(["A", 1]), told(["B", 2]))).toBe(2);
    expect(await count(told(["A", 1]), [], 1)).toBe(1);
  });

  it("are refused when a plan was given to two workers", async () => {
    const twice = count([...told(["A", 1]), ...told(["A", 1])], told(["B", 2]));
    await expect(twice).rejects.toThrow(new DoubleClaim("1 of 3 plans were claimed twice"));
  });

  it("are refused when the table knows of none such, of another fence or of no lease", async () => {
    const lost = { name: "DoubleClaim" };
    await expect(count(told(["A", 1], ["C", 1]), told(["B", 2]))).rejects.toMatchObject(lost);
    await expect(count(told(["A", 2]), told(["B", 2]))).rejects.toMatchObject(lost);
    await expect(count(told(["A", 1], ["B", 2]), [])).rejects.toMatchObject(lost);
  });

  it("are refused when somebody else's plan is in work as well", async () => {
    await expect(count(told(["A", 1]), [])).rejects.toThrow(
      "1 claims were told, 1 of them are known, and 2 plans are in work",
    );
  });
});
