import { Random } from "../../Random.ts";
import type { Command } from "../Command.ts";
import { makePools, type Pools } from "../Pools.ts";
import { drawAction, drawAdoption, drawProfile, drawSpawn, drawUse } from "./creations.ts";
import { actionName, customName, profileName, projectName } from "./known.ts";
import { drawLook } from "./looks.ts";
import { drawAdvance, drawCheck, drawClaim, drawComplete, drawFail, drawOther } from "./moves.ts";
import { Source } from "./Source.ts";

/** Commands, and the values that they are made of. */
export interface Stream {
  readonly seed: number;
  readonly pools: Pools;
  readonly commands: ReadonlyArray<Command>;
}

const drawSetting = (source: Source): Command => ({
  do: "setting set",
  actor: source.person(),
  dryRun: source.dryRun(),
  key: source.random.once(12) ? "core.other" : "core.automation-profile",
  project: source.maybe(() => projectName(source)),
  value: profileName(source),
});

const draw = (source: Source): Command =>
  source.random.weighted<(from: Source) => Command>([
    [9, drawUse],
    [10, drawSpawn],
    [9, drawAdvance],
    [12, drawClaim],
    [10, drawComplete],
    [5, drawFail],
    [5, drawCheck],
    [13, drawOther],
    [20, drawLook],
    [2, drawAction],
    [2, drawProfile],
    [1, drawSetting],
    [2, drawAdoption],
    [
      1,
      (from) =>
        from.random.once(2)
          ? { do: "profile remove", actor: from.person(), dryRun: from.dryRun(), name: customName(from) }
          : { do: "action archive", actor: from.actor(), dryRun: from.dryRun(), name: actionName(from) },
    ],
  ])(source);

/** What every stream begins with: actions that plans can be made of. */
const firstActions: ReadonlyArray<Command> = ["local/build", "local/Build", "team/deploy", "team/ship"].map(
  (name) => ({
    do: "action create",
    actor: "user:ann",
    dryRun: false,
    file: {
      name,
      description: "Build {target}",
      definition_of_done: "{target} is built",
      strategy_actor: "local/planner",
      execution_actor: "local/builder",
      arguments: [{ name: "target", type: "string", required: false, default: "all" }],
      tags: ["ä", "😀"],
    },
    replace: false,
    key: undefined,
  }),
);

/** So many commands; the same ones for the same seed. */
export const drawStream = (seed: number, count: number): Stream => {
  const pools = makePools(seed);
  const source = new Source(new Random(seed), pools);
  const commands = [...firstActions];
  while (commands.length < count) {
    // Now and then somebody says again what was said before under a key.
    const keyed = commands.filter((command) => "key" in command && command.key !== undefined);
    const isAgain = keyed.length > 0 && source.random.once(20);
    commands.push(isAgain ? source.random.pick(keyed) : draw(source));
  }
  return { seed, pools, commands };
};
