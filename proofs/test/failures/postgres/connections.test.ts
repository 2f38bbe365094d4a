import { afterAll, afterEach, beforeAll } from "vitest";
import { connectionStories } from "../../../failures/postgres/connectionStories.ts";
import { OwnServer } from "../../../failures/postgres/OwnServer.ts";
import { prove } from "../../../failures/prove.ts";

let own: OwnServer;
beforeAll(async () => {
  own = await OwnServer.start();
}, 60_000);
afterEach(() => own.restore());
afterAll(() => own.end());

prove("PostgreSQL", "connections", connectionStories, () => own);
