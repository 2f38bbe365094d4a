import { afterAll, beforeAll } from "vitest";
import { networkStories } from "../../../failures/postgres/networkStories.ts";
import { OwnServer } from "../../../failures/postgres/OwnServer.ts";
import { prove } from "../../../failures/prove.ts";

let own: OwnServer;
beforeAll(async () => {
  own = await OwnServer.start();
}, 60_000);
afterAll(() => own.end());

prove("PostgreSQL", "network", networkStories, () => own, { concurrent: true });
