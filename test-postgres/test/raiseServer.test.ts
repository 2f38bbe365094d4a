import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, expect, it, vi } from "vitest";
import { raiseServer } from "../src/raiseServer.ts";
import { planFor } from "../src/startServer.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const listener = createServer().listen(0, "127.0.0.1");
await once(listener, "listening");
afterAll(() => listener.close());

const taken = (): number => {
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("it does not listen on a port");
  return address.port;
};

it("tries another port when one is taken", async () => {
  const tried: Array<number> = [];
  await using server = await raiseServer({
    ...planFor({}),
    drawPort: () => {
      const port = taken() - tried.length;
      tried.push(port);
      return port;
    },
  });
  expect(tried.length).toBeGreaterThan(1);
  expect(server.port).toBe(tried.at(-1));
});

it("gives up when every port is taken", async () => {
  await expect(raiseServer({ ...planFor({}), drawPort: taken })).rejects.toThrow("Address already in use");
});
