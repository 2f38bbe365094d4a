import { Client, type ClientConfig } from "pg";

/** A connection of the driver's own; one that is lost fails whatever is asked of it next. */
export const connect = async (config: ClientConfig): Promise<Client> => {
  const client = new Client(config);
  client.on("error", () => {});
  await client.connect();
  return client;
};
