import type { OnConflictBuilder } from "kysely";
import type { Tables } from "../rows/Tables.ts";
import { type Args, statement } from "../Statement.ts";

/** The values of a lease's row, under the names of a lease's fields. */
export interface LeaseArgs extends Args {
  readonly planId: string;
  readonly fence: number;
  readonly secretHash: string;
  readonly worker: string;
  readonly claimedAt: string;
  readonly expiresAt: string;
  readonly leaseSeconds: number;
}

/** The columns of a lease. */
export const LEASE_COLUMNS = [
  "plan_id",
  "fence",
  "secret_hash",
  "worker",
  "claimed_at",
  "expires_at",
  "lease_seconds",
] as const;

/** Puts a lease in place of the one that the plan has. */
export const replacedLease = (conflict: OnConflictBuilder<Tables, "pw_leases">) =>
  conflict.column("plan_id").doUpdateSet((eb) => ({
    fence: eb.ref("excluded.fence"),
    secret_hash: eb.ref("excluded.secret_hash"),
    worker: eb.ref("excluded.worker"),
    claimed_at: eb.ref("excluded.claimed_at"),
    expires_at: eb.ref("excluded.expires_at"),
    lease_seconds: eb.ref("excluded.lease_seconds"),
  }));

const insertStatement = ({ replaces }: { readonly replaces: boolean }) =>
  statement<LeaseArgs>()((db, $) => {
    const insert = db.insertInto("pw_leases").values({
      plan_id: $("planId"),
      fence: $("fence"),
      secret_hash: $("secretHash"),
      worker: $("worker"),
      claimed_at: $("claimedAt"),
      expires_at: $("expiresAt"),
      lease_seconds: $("leaseSeconds"),
    });
    return replaces ? insert.onConflict(replacedLease) : insert;
  });

/** Adds a lease; a plan that has one is a conflict. */
export const INSERT_LEASE = insertStatement({ replaces: false });

/** Adds a lease, or replaces the one that a plan has. */
export const PUT_LEASE = insertStatement({ replaces: true });
