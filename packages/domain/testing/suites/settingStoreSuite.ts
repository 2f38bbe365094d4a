import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Setting } from "../../src/setting/Setting.ts";
import { someText, text } from "../generators/text.ts";
import { actor, instant } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read, write } from "./units.ts";

const KEY = "core.automation-profile";

const makeSetting = (overrides: Partial<Setting> = {}): Setting => ({
  key: KEY,
  project: null,
  value: "balanced",
  updatedAt: instant("2026-05-01T00:00:00.000001Z"),
  updatedBy: actor("user:o'hara"),
  ...overrides,
});

const put = (setting: Setting) => write((stores) => stores.settings.put(setting));
const find = (project: string | null) => read((stores) => stores.settings.find(KEY, project));
const all = read((stores) => stores.settings.all());

/** `SettingStore`. */
export const settingStoreSuite = (name: string, layer: LedgerLayer, _capabilities: Capabilities): void => {
  describe(`SettingStore on ${name}`, () => {
    const { it, prop } = ledgerTests(layer);

    it("is null when it was never set", () =>
      Effect.gen(function* () {
        expect(yield* find(null)).toBeNull();
        expect(yield* find("local/app")).toBeNull();
        expect(yield* all).toEqual([]);
      }));

    prop("gives back any value as it was put, the empty text too [P6]", text(), (value) =>
      Effect.gen(function* () {
        const setting = makeSetting({ value });
        yield* put(setting);
        expect(yield* find(null)).toEqual(setting);
      }),
    );

    prop("keeps settings of any project apart", someText(255), (project) =>
      Effect.gen(function* () {
        const setting = makeSetting({ project, value: `of ${project}` });
        yield* put(setting);
        expect(yield* find(project)).toEqual(setting);
        expect(yield* find(null)).toBeNull();
      }),
    );

    it("does not fall back from a project to all or from all to a project", () =>
      Effect.gen(function* () {
        yield* put(makeSetting({ value: "global" }));
        expect(yield* find("local/app")).toBeNull();
        yield* put(makeSetting({ project: "local/app", value: "own" }));
        expect((yield* find(null))?.value).toBe("global");
        expect((yield* find("local/app"))?.value).toBe("own");
        expect(yield* find("LOCAL/app")).toBeNull();
        expect(yield* find("null")).toBeNull();
      }));

    it("replaces one setting, with who and when", () =>
      Effect.gen(function* () {
        const [global, own] = [makeSetting(), makeSetting({ project: "local/app" })];
        yield* put(global);
        yield* put(own);
        const changed = makeSetting({
          project: "local/app",
          value: "ci",
          updatedAt: instant("2026-06-01T00:00:00Z"),
          updatedBy: actor("agent:two"),
        });
        yield* put(changed);
        expect(yield* all).toEqual([global, changed]);
      }));

    it("gives all: global ones first, then by project in the order of UTF-8 bytes", () =>
      Effect.gen(function* () {
        const projects = [" ", "B", "a", "a/b", "～", "\u{1F600}"];
        for (const project of projects.toReversed()) yield* put(makeSetting({ project }));
        yield* put(makeSetting());
        expect((yield* all).map((setting) => setting.project)).toEqual([null, ...projects]);
      }));
  });
};
