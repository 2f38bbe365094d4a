import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/**
 * A wire between a program and a server on this machine that can be listened to, and cut. What goes over it comes in
 * pieces: whatever one side had written when we looked.
 */
export class Wire {
  readonly #listener: Server;
  readonly #sockets = new Set<Socket>();
  readonly #url: URL;
  #pieces = 0;
  #awaited = Number.POSITIVE_INFINITY;
  #strike = () => {};

  private constructor(listener: Server, url: URL) {
    this.#listener = listener;
    this.#url = url;
    listener.on("connection", (near) => {
      const far = connect(Number(url.port === "" ? 5432 : url.port), url.hostname);
      this.#join(near, far);
      this.#join(far, near);
    });
  }

  /** Lays a wire to the server of a URL. */
  static async to(url: string): Promise<Wire> {
    const listener = createServer();
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    return new Wire(listener, new URL(url));
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.on("data", (piece) => {
      this.#pieces += 1;
      if (this.#pieces === this.#awaited) this.#strike();
      if (this.#pieces < this.#awaited) to.write(piece);
    });
    // Whatever becomes of one side becomes of the other.
    from.on("error", () => {});
    from.on("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }

  /** The URL that goes over the wire. */
  get url(): string {
    const url = new URL(this.#url);
    const { port } = this.#listener.address() as AddressInfo;
    url.hostname = "127.0.0.1";
    url.port = String(port);
    return url.href;
  }

  /** How many pieces went over it since somebody began to wait for one. */
  get pieces(): number {
    return this.#pieces;
  }

  /** Waits for a piece, counted from now on, and keeps it and everything after it until the wire is cut. */
  onPiece(piece: number, strike: () => void): void {
    this.#pieces = 0;
    this.#awaited = piece;
    this.#strike = strike;
  }

  /** Ends every connection at once, and lets those that come afterwards pass. */
  cut(): void {
    this.onPiece(Number.POSITIVE_INFINITY, () => {});
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    const closed = once(this.#listener, "close");
    this.#listener.close();
    await closed;
  }
}
