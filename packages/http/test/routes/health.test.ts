import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { app } from "@planwright/http";
import { expect, it } from "vitest";

it("answers on a real socket", async () => {
  const server = app().listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  } finally {
    server.close();
    await once(server, "close");
  }
});
