import type { Client, Connection } from "pg";
import type { Call } from "../measure/Arena.ts";

/** One statement as a connection was asked to run it. */
export interface PostgresCall extends Call {
  /** The name under which it is prepared. */
  readonly name: string;
  readonly values: ReadonlyArray<string | null>;
  /** How many of the statements before it, counted from the first of the batch, had been answered when it was sent. */
  readonly answered: number;
}

/** Everything that a connection is asked from now on. */
export interface Recording {
  /** The calls since the last time, in their order, once all of them are answered. */
  readonly take: () => Promise<ReadonlyArray<PostgresCall>>;
}

/** The number of rows that the server's word for what a statement did ends with, as `INSERT 0 3`; 0 for `BEGIN`. */
const rowsOf = (tag: string): number => Number(/\d+$/.exec(tag)?.[0] ?? 0);

/**
 * Writes down every prepared statement that is run on a connection, as the protocol has it: whatever sends it, and in
 * however large pieces. A statement must be prepared after the recording began.
 */
export const recordCalls = (client: Client): Recording => {
  const { connection } = client;
  const texts = new Map<string, string>();
  let calls: Array<PostgresCall> = [];
  let answered = 0;
  const parse: Connection["parse"] = (query, more) => {
    texts.set(query.name, query.text);
    original.parse(query, more);
  };
  const bind: Connection["bind"] = (config, more) => {
    const { statement: name = "", values = [] } = config ?? {};
    const text = texts.get(name) ?? name;
    calls.push({ text, name, values: values.map(boundAs), answered, rows: 0 });
    original.bind(config, more);
  };
  const original = { parse: connection.parse.bind(connection), bind: connection.bind.bind(connection) };
  Object.assign(connection, { parse, bind });
  connection.on("commandComplete", ({ text }: { readonly text: string }) => {
    const call = calls[answered];
    if (call !== undefined) calls[answered++] = { ...call, rows: rowsOf(text) };
  });
  return {
    take: async () => {
      // The end of a transaction that only read is not waited for by anybody else.
      await client.query("SELECT 1");
      const taken = calls;
      calls = [];
      answered = 0;
      return taken;
    },
  };
};

/** The protocol has texts and nulls; nothing of ours is sent as bytes. */
const boundAs = (value: unknown): string | null => {
  if (value === null || typeof value === "string") return value;
  throw new TypeError("a value was bound that is neither a text nor null");
};
