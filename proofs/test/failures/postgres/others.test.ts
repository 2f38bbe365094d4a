import { afterAll, beforeAll } from "vitest";
import { OwnServer } from "../../../failures/postgres/OwnServer.ts";
import { otherStories } from "../../../failures/postgres/otherStories.ts";
import { prove } from "../../../failures/prove.ts";

let own: OwnServer;
beforeAll(async () => {
  own = await OwnServer.start();
}, 60_000);
afterAll(() => own.end());

prove("PostgreSQL", "others", otherStories, () => own, { concurrent: true });
