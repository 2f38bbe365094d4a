import { p } from "@mikro-orm/core";

/** Text with a declared length, which SQLite does not enforce. */
export const varchar = (length: number) => p.string().columnType(`VARCHAR(${length})`);

/** Text of any length: prose, JSON and instants alike (storage.md section 2). */
export const text = () => p.string().columnType("TEXT");

/** A whole number. */
export const integer = () => p.integer().columnType("INTEGER");

/** 0 or 1. */
export const flag = () => p.integer().columnType("BOOLEAN");

/** A double under the declared type that the tables of the ledger use. */
export const real = () => p.float().columnType("REAL");

/** A double under the declared type that adopted tables use. */
export const float = () => p.float().columnType("FLOAT");

/** A number that the database gives and never gives again. */
export const serial = () => p.integer().columnType("INTEGER").primary().autoincrement();
