import { randomInt } from "node:crypto";
import { DoesNotStart, type Server } from "./Server.ts";

/** Below the ports that systems give to outgoing connections. */
const drawPort = (): number => randomInt(10_000, 32_000);

/** Starts a server on one port after the other: one that is free now may be taken a moment later, so that only the server itself can tell. */
export const startOnAnyPort = async (make: (port: number) => Server, draw = drawPort): Promise<Server> => {
  for (let attempt = 1; ; attempt += 1) {
    const server = make(draw());
    try {
      await server.start();
      return server;
    } catch (error) {
      const taken = error instanceof DoesNotStart && error.log.includes("Address already in use");
      if (!taken || attempt === 20) throw error;
    }
  }
};
