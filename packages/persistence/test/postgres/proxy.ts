import { createConnection, createServer, type Socket } from "node:net";
import * as Effect from "effect/Effect";
import type { Scope } from "effect/Scope";

/** What stands between a client and a server, and can be told to lose things. */
export interface Proxy {
  /** The server's URL by way of the proxy. */
  readonly url: string;
  /** Called with each piece on its way to the server; `false` keeps it. */
  onRequest: (piece: Buffer, cut: () => void) => boolean;
  /** Called with each piece on its way back; `false` keeps it, until somebody passes it on. */
  onAnswer: (piece: Buffer, cut: () => void, pass: () => void) => boolean;
  /** Whether new connections are refused. */
  refusing: boolean;
  /** How many connections were made. */
  readonly made: () => number;
  /** Cuts all connections, on both sides. */
  readonly cutAll: () => void;
}

/** A proxy in front of the server of a URL, gone with the scope. */
export const proxyTo = (url: string): Effect.Effect<Proxy, never, Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.promise(async () => {
        const { hostname, port } = new URL(url);
        const own = new URL(url);
        const sockets = new Set<Socket>();
        let made = 0;
        const server = createServer((client) => {
          if (proxy.refusing) {
            client.resetAndDestroy();
            return;
          }
          made++;
          const upstream = createConnection(Number(port), hostname);
          const cut = (): void => {
            client.resetAndDestroy();
            upstream.resetAndDestroy();
          };
          for (const socket of [client, upstream]) {
            sockets.add(socket);
            socket.setNoDelay(true);
            socket.on("error", () => {});
            socket.on("close", () => {
              sockets.delete(socket);
              client.destroy();
              upstream.destroy();
            });
          }
          client.on("data", (piece) => {
            if (proxy.onRequest(piece, cut)) upstream.write(piece);
          });
          upstream.on("data", (piece) => {
            const pass = (): void => void client.write(piece);
            if (proxy.onAnswer(piece, cut, pass)) pass();
          });
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const address = server.address();
        own.port = String(address instanceof Object ? address.port : 0);
        const cutAll = (): void => {
          for (const socket of sockets) socket.resetAndDestroy();
        };
        const proxy: Proxy = {
          url: own.href,
          onRequest: () => true,
          onAnswer: () => true,
          refusing: false,
          made: () => made,
          cutAll,
        };
        return { proxy, server };
      }),
      ({ proxy, server }) =>
        Effect.promise(async () => {
          proxy.cutAll();
          await new Promise((resolve) => server.close(resolve));
        }),
    ),
    ({ proxy }) => proxy,
  );
