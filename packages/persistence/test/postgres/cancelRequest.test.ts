import { createServer } from "node:net";
import { TLSSocket } from "node:tls";
import { expect, it } from "@effect/vitest";
import { onTestFinished } from "vitest";
import { cancelRequest } from "../../src/postgres/cancelRequest.ts";
import { selfSigned } from "./selfSigned.ts";

/** What a server hears of whoever asks it to cancel something. */
interface Heard {
  name: string | undefined;
  client: string | ReadonlyArray<string> | undefined;
  request: string | undefined;
}

/** A server that agrees to speak TLS and wants to see a certificate. */
const listen = async (): Promise<{ readonly port: number; readonly heard: Heard }> => {
  const heard: Heard = { name: undefined, client: undefined, request: undefined };
  const { certificate: cert, key } = selfSigned("server", ["localhost"]);
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      const secured = new TLSSocket(socket, {
        isServer: true,
        cert,
        key,
        requestCert: true,
        rejectUnauthorized: false,
        SNICallback: (name, done) => {
          heard.name = name;
          done(null);
        },
      });
      secured.on("error", () => {});
      secured.once("data", (piece) => {
        heard.client = secured.getPeerCertificate().subject?.CN;
        heard.request = piece.toString("hex");
        secured.end();
      });
      socket.write("S");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { port: address instanceof Object ? address.port : 0, heard };
};

it("shows its certificate, whose key is out of sight, and asks a host by its name", async () => {
  const { port, heard } = await listen();
  const { certificate: cert, key } = selfSigned("someone", []);
  const hidden = Object.defineProperty({ cert, rejectUnauthorized: false }, "key", { value: key });
  await cancelRequest(
    { host: "localhost", port, ssl: hidden },
    { processId: 0x0102, secretKey: 0x0304 },
    5_000,
  );
  expect(heard).toEqual({
    name: "localhost",
    client: "someone",
    request: "00000010" + "04d2162e" + "00000102" + "00000304",
  });
});

it("asks no address by name, which TLS forbids", async () => {
  const { port, heard } = await listen();
  await cancelRequest(
    { host: "127.0.0.1", port, ssl: { rejectUnauthorized: false } },
    { processId: 1, secretKey: 2 },
    5_000,
  );
  expect(heard).toMatchObject({ name: undefined, client: undefined });
  expect(heard.request).toHaveLength(32);
});
