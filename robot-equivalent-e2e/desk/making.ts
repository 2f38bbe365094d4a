import { type Fields, textAt } from "./Answer.ts";
import type { Desk } from "./Desk.ts";

/** The keys that every action must have. */
export const ACTION: Fields = {
  name: "local/build",
  description: "Builds something",
  definition_of_done: "It is built",
  strategy_actor: "local/strategist",
  execution_actor: "local/executor",
};

/** Desks with the usual action, so that no process is started to ask. */
const withAction = new WeakSet<Desk>();

/** Creates an action that differs from the usual one by `keys`. */
export const createAction = async (desk: Desk, keys: Fields = {}): Promise<void> => {
  const action = { ...ACTION, ...keys };
  await desk.ok(`action create --config ${desk.file("action.json", action)}`);
  if (action.name === ACTION.name) withAction.add(desk);
};

/** Makes a plan of `local/build` and answers with its id; the action is created at first use. */
export const makePlan = async (desk: Desk, flags = ""): Promise<string> => {
  if (!withAction.has(desk)) await createAction(desk);
  const { data } = await desk.ok(`plan use local/build acme/api${flags === "" ? "" : ` ${flags}`}`);
  return textAt(data, "plan_id");
};

/** Claims work as a worker; throws when there is none. */
export const claim = async (
  desk: Desk,
  worker = "one",
): Promise<{ readonly id: string; readonly token: string }> => {
  const { data } = await desk.ok(`plan claim --actor worker:${worker}`);
  return { id: textAt(data, "plan_id"), token: textAt(data, "lease_token") };
};

/** What a worker hands in so that no rule of a built-in profile holds it back. */
export const RESULT: Fields = {
  changeset_id: "change-1",
  sandbox_refs: ["sandbox-1"],
  last_checkpoint_id: "checkpoint-1",
  validation_summary: { required_failed: 0 },
  cost: 0.5,
};

/** Claims the next plan and completes it, each by a process of its own; answers with its id. */
export const work = async (desk: Desk, flags = ""): Promise<string> => {
  const { id, token } = await claim(desk);
  const result = desk.file("result.json", RESULT);
  await desk.ok(
    `plan complete ${id} --actor worker:one --lease-token ${token} --result ${result}${flags === "" ? "" : ` ${flags}`}`,
  );
  return id;
};
