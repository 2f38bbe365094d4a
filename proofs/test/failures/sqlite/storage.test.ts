import { afterAll, beforeAll } from "vitest";
import { prove } from "../../../failures/prove.ts";
import { Files } from "../../../failures/sqlite/Files.ts";
import { storageStories } from "../../../failures/sqlite/storageStories.ts";

const files = new Files();
beforeAll(() => files.prepare());
afterAll(() => files.end());

prove("SQLite", "storage", storageStories, () => files);
