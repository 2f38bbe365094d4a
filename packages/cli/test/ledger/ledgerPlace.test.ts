import { isAbsolute } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { stateFolder } from "../../src/ledger/ledgerPlace.ts";

afterEach(() => void vi.unstubAllEnvs());

describe("the folder of the state", () => {
  it.each(["", ".", "home/ada"])("is never in the working directory, whatever HOME is (%j)", (home) => {
    vi.stubEnv("HOME", home);
    const folder = stateFolder({ env: { HOME: home } });
    expect(isAbsolute(folder)).toBe(true);
    expect(folder).not.toContain(process.cwd());
  });

  it("is where XDG_STATE_HOME says, when that is absolute", () => {
    expect(stateFolder({ env: { XDG_STATE_HOME: "/state", HOME: "/people/ada" } })).toBe("/state/planwright");
    expect(stateFolder({ env: { XDG_STATE_HOME: "state", HOME: "/people/ada" } })).toBe(
      "/people/ada/.local/state/planwright",
    );
  });
});
