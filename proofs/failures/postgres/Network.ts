import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** To the server, or from it. */
export type Direction = "up" | "down";

/** What one side has said and the other side is to hear. */
class Stream {
  readonly #to: Socket;
  #kept: Array<Buffer> = [];
  /** How many bytes may still pass; infinite where nothing is kept. */
  #allowance = Number.POSITIVE_INFINITY;
  #reached = () => {};

  constructor(from: Socket, to: Socket, tell: (bytes: Buffer, pass: (bytes: Buffer) => void) => void) {
    this.#to = to;
    from.on("data", (bytes: Buffer) => tell(bytes, (those) => this.#pass(those)));
  }

  /** How many bytes have passed. */
  passed = 0;

  #pass(bytes: Buffer): void {
    const passing = bytes.subarray(0, Math.min(bytes.length, this.#allowance));
    this.#to.write(passing);
    this.passed += passing.length;
    if (passing.length === bytes.length && passing.length < this.#allowance) {
      this.#allowance -= passing.length;
      return;
    }
    this.#allowance = 0;
    this.#kept.push(bytes.subarray(passing.length));
    this.#reached();
  }

  hold(after: number, reached: () => void): void {
    this.#allowance = after;
    this.#reached = reached;
  }

  release(): void {
    this.#allowance = Number.POSITIVE_INFINITY;
    for (const bytes of this.#kept.splice(0)) {
      this.#to.write(bytes);
      this.passed += bytes.length;
    }
  }
}

/** One connection through a network. */
interface Pair {
  readonly sockets: readonly [Socket, Socket];
  readonly streams: Readonly<Record<Direction, Stream>>;
}

/**
 * A network of our own between a program and a server on this machine: it can keep what is said, cut a connection and
 * tear answers to pieces. What it is told holds for the connections that there are; new ones are not touched, unless
 * `deaf` says otherwise.
 */
export class Network {
  readonly #listener: Server;
  readonly #pairs = new Set<Pair>();
  #url: URL;
  /** New connections are taken, and nobody answers on them. */
  deaf = false;
  /** Of so many bytes are the pieces in which answers arrive; null = as they come. */
  pieces: number | null = null;

  private constructor(listener: Server, url: URL) {
    this.#listener = listener;
    this.#url = url;
    listener.on("connection", (near) => this.#connect(near));
  }

  /** Opens one to the server of a URL. */
  static async to(url: string): Promise<Network> {
    const listener = createServer();
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    return new Network(listener, new URL(url));
  }

  /** The same database by this way. */
  get url(): string {
    const url = new URL(this.#url);
    const { port } = this.#listener.address() as AddressInfo;
    url.port = String(port);
    return url.href;
  }

  #connect(near: Socket): void {
    const far = connect(Number(this.#url.port), this.#url.hostname);
    const streams = {
      up: new Stream(near, far, (bytes, pass) => pass(bytes)),
      down: new Stream(far, near, (bytes, pass) => this.#tear(bytes, pass)),
    };
    const pair: Pair = { sockets: [near, far], streams };
    this.#pairs.add(pair);
    if (this.deaf) for (const stream of Object.values(streams)) stream.hold(0, () => {});
    for (const [at, socket] of pair.sockets.entries()) {
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.on("close", () => {
        this.#pairs.delete(pair);
        pair.sockets[1 - at]?.destroy();
      });
    }
  }

  #tear(bytes: Buffer, pass: (bytes: Buffer) => void): void {
    const size = this.pieces ?? bytes.length;
    for (let from = 0; from < bytes.length; from += size) pass(bytes.subarray(from, from + size));
  }

  /** Keeps what is said in a direction once so many more bytes have passed on a connection; calls when something is kept. */
  hold(direction: Direction, after: number, reached: () => void = () => {}): void {
    for (const { streams } of this.#pairs) streams[direction].hold(after, reached);
  }

  /** Lets everything pass that is kept, and whatever comes. */
  release(): void {
    for (const { streams } of this.#pairs) for (const stream of Object.values(streams)) stream.release();
  }

  /** New connections lead to the server of another URL, and old ones end. */
  leadTo(url: string): void {
    const { hostname, port } = new URL(url);
    this.#url = new URL(this.#url);
    this.#url.hostname = hostname;
    this.#url.port = port;
    this.cut();
  }

  /** How many bytes have passed on the connections that there are, in each direction. */
  get passed(): Readonly<Record<Direction, number>> {
    const sum = (direction: Direction): number =>
      [...this.#pairs].reduce((bytes, { streams }) => bytes + streams[direction].passed, 0);
    return { up: sum("up"), down: sum("down") };
  }

  /** Ends every connection without a word. */
  cut(): void {
    for (const { sockets } of this.#pairs) for (const socket of sockets) socket.destroy();
  }

  /** Ends everything. */
  async close(): Promise<void> {
    this.cut();
    const closed = once(this.#listener, "close");
    this.#listener.close();
    await closed;
  }
}
