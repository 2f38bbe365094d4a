import { Client } from "pg";

/**
 * A client that keeps no socket open when it could not connect, for want of a password for example: the driver leaves
 * that to the server's patience, and a database with an open connection cannot be dropped.
 */
export class TidyClient extends Client {
  override connect(): Promise<Client>;
  override connect(callback: (error: Error | null) => void): void;
  override connect(callback?: (error: Error | null) => void): unknown {
    if (callback === undefined) return this.#tidy(super.connect());
    super.connect((error: Error | null | undefined) => {
      if (error) this.connection.stream.destroy();
      callback(error ?? null);
    });
    return undefined;
  }

  async #tidy<A>(connecting: Promise<A>): Promise<A> {
    try {
      return await connecting;
    } catch (cause) {
      this.connection.stream.destroy();
      throw cause;
    }
  }
}
