import { createConnection, isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";

/** Where a server is, and how it is spoken to. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly ssl: ConnectionOptions | false;
}

/** Which backend a connection has, and the word that allows to cancel what it does. */
export interface Backend {
  readonly processId: number;
  readonly secretKey: number;
}

const CANCEL = 80_877_102;
const TLS = 80_877_103;

const packet = (...words: ReadonlyArray<number>): Buffer => {
  const bytes = Buffer.alloc(4 + 4 * words.length);
  for (const [at, word] of [bytes.length, ...words].entries()) bytes.writeInt32BE(word, 4 * at);
  return bytes;
};

const secured = (socket: Socket, host: string, ssl: ConnectionOptions, send: (to: Socket) => void): void => {
  socket.write(packet(TLS));
  socket.once("data", (answer) => {
    if (answer.toString() === "S") {
      // The key is not seen by whoever copies the rest.
      const { key } = ssl;
      send(connectTls({ ...ssl, key, socket, ...(isIP(host) === 0 && { servername: host }) }));
    }
    // The key is no word to be said in the open.
    else socket.destroy();
  });
};

/**
 * Asks the server to give up what a backend is doing. Resolves when the server has closed the connection, which it does
 * after it has told the backend, or when that has failed or taken too long: there is nothing more to be done then.
 */
export const cancelRequest = (
  { host, port, ssl }: Target,
  { processId, secretKey }: Backend,
  withinMillis: number,
): Promise<void> =>
  new Promise((resolve) => {
    const socket = host.startsWith("/")
      ? createConnection(`${host}/.s.PGSQL.${port}`)
      : createConnection(port, host);
    const send = (to: Socket): void => {
      to.on("error", () => socket.destroy());
      to.end(packet(CANCEL, processId, secretKey));
      to.resume();
    };
    socket.setTimeout(withinMillis, () => socket.destroy());
    socket.once("connect", () => (ssl === false ? send(socket) : secured(socket, host, ssl, send)));
    socket.on("error", () => socket.destroy());
    socket.once("close", () => resolve());
  });
