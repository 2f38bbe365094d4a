import type { Client, ClientConfig, QueryConfig, QueryResult } from "pg";
import type { Play, Twin } from "../measure/Arena.ts";
import { connect } from "./connect.ts";
import type { PostgresCall } from "./recordCalls.ts";

const configOf = ({ name, text, values }: PostgresCall): QueryConfig => ({
  text,
  ...(name === undefined ? {} : { name, values: [...values] }),
});

/** The answer to a text of several commands is a list; no rows are counted in it. */
const check = ({ rows, text }: PostgresCall, { rowCount }: QueryResult): void => {
  const found = rowCount ?? 0;
  if (found !== rows) throw new Error(`the twin has ${found} rows where the ledger had ${rows}: ${text}`);
};

/**
 * What `pg` alone does with the same statements and the same values: each text prepared once under its name, rows as
 * objects, nothing made of them.
 */
abstract class RawTwin implements Twin<PostgresCall> {
  readonly client: Client;

  constructor(client: Client) {
    this.client = client;
  }

  abstract prepare(calls: ReadonlyArray<PostgresCall>, look?: typeof check): Play;

  prepareChecked(calls: ReadonlyArray<PostgresCall>): Play {
    return this.prepare(calls, check);
  }
}

/** Each answer is waited for before the next message is sent, as users of `pg` write it. */
class AwaitingTwin extends RawTwin {
  prepare(calls: ReadonlyArray<PostgresCall>, look?: typeof check): Play {
    const steps = calls.map((call) => ({ call, config: configOf(call) }));
    return async () => {
      for (const { call, config } of steps) {
        const result = await this.client.query(config);
        look?.(call, result);
      }
    };
  }
}

/** A message is sent as soon as those are answered that had been when the ledger sent it. */
class PipelinedTwin extends RawTwin {
  prepare(calls: ReadonlyArray<PostgresCall>, look?: typeof check): Play {
    const steps = calls.map((call) => ({ call, config: configOf(call) }));
    return async () => {
      const answers: Array<Promise<QueryResult>> = [];
      for (const { call, config } of steps) {
        await answers[call.answered - 1];
        answers.push(this.client.query(config));
      }
      const results = await Promise.all(answers);
      if (look === undefined) return;
      for (const [index, { call }] of steps.entries()) {
        const result = results[index];
        if (result !== undefined) look(call, result);
      }
    };
  }
}

/** A connection that waits for each answer. */
export const openAwaiting = async (config: ClientConfig): Promise<RawTwin> =>
  new AwaitingTwin(await connect(config));

/** A connection that waits where the ledger waited. */
export const openPipelined = async (config: ClientConfig): Promise<RawTwin> =>
  new PipelinedTwin(await connect({ ...config, pipeline: true }));
