import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Profiles } from "../../src/Profiles.ts";
import { findBuiltIn } from "../../src/profile/builtIns.ts";
import { writeProfile } from "../../src/profile/writeProfile.ts";
import { ANN, ledger } from "../plans/ledger.ts";

const auto = findBuiltIn("auto") ?? expect.fail();
const file = writeProfile({ ...auto, name: "team/fast", source: "custom" });

it.effect("refuses a profile that is too large to be read again, and hides no other by it [P7]", () =>
  Effect.gen(function* () {
    const profiles = yield* Profiles;
    const large = { ...file, description: "x".repeat(131_072) };
    const refused = yield* Effect.flip(profiles.add({ actor: ANN, file: large }));
    expect(refused._tag).toBe("InvalidInput");
    expect(refused.message).toContain("131072 bytes");
    yield* profiles.add({ actor: ANN, file });
    expect((yield* profiles.list()).at(-1)?.name).toBe("team/fast");
  }).pipe(Effect.provide(ledger)),
);

it.effect("names every fault of a file with its path, and a built-in's name as what it is", () =>
  Effect.gen(function* () {
    const profiles = yield* Profiles;
    const faulty = { ...file, auto_apply: 2, guards: { tool_denylist: 1 } };
    const refused = yield* Effect.flip(profiles.add({ actor: ANN, file: faulty }));
    expect(refused.message).toContain("profile file: auto_apply: ");
    expect(refused.message).toContain("guards.tool_denylist: ");
    const builtIn = yield* Effect.flip(profiles.add({ actor: ANN, file: { ...file, name: "auto" } }));
    expect(builtIn).toMatchObject({ reason: { _tag: "ReadOnly", name: "auto" } });
  }).pipe(Effect.provide(ledger)),
);
