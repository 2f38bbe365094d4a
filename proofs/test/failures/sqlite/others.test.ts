import { afterAll, beforeAll } from "vitest";
import { prove } from "../../../failures/prove.ts";
import { Files } from "../../../failures/sqlite/Files.ts";
import { otherStories } from "../../../failures/sqlite/otherStories.ts";

const files = new Files();
beforeAll(() => files.prepare());
afterAll(() => files.end());

prove("SQLite", "others", otherStories, () => files);
