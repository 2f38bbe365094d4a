import { connected } from "@planwright/test-postgres";
import type { Row } from "../Contents.ts";

/** A connection of somebody else, in the middle of whatever it was told to do. */
export interface Beside {
  readonly ask: (sql: string) => Promise<ReadonlyArray<Row>>;
  readonly close: () => Promise<void>;
}

/** Connects and stays connected; rejects as the driver does. */
export const openBeside = async (url: string): Promise<Beside> => {
  const enough = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<Beside>();
  const whole = connected(url, async (client) => {
    opened.resolve({
      ask: async (sql) => (await client.query<Row>(sql)).rows,
      close: async () => {
        enough.resolve();
        await whole;
      },
    });
    await enough.promise;
  });
  whole.catch(opened.reject);
  return opened.promise;
};
