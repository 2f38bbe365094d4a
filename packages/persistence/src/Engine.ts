import type { RawBuilder, SqlBool } from "kysely";

/** What the engines say in different words. */
export interface Engine {
  /** True where a column holds one of the texts of a JSON array, which is bound as one value whatever its length. */
  readonly among: (column: RawBuilder<unknown>, texts: RawBuilder<string>) => RawBuilder<SqlBool>;
  /** The last 8 characters of a plan's id in upper case, as the index has them. */
  readonly shortId: (planId: RawBuilder<unknown>) => RawBuilder<string>;
  /** True where a text matches a pattern of `LIKE` with `\` as its escape, ASCII case-insensitively. */
  readonly like: (text: RawBuilder<unknown>, pattern: RawBuilder<string>) => RawBuilder<SqlBool>;
  /** A column by which no index is to be chosen, for engines that do not know how few rows it would leave. */
  readonly unindexed: (column: RawBuilder<unknown>) => RawBuilder<unknown>;
}
