import * as Data from "effect/Data";

/** Why an action was not found, made or used. */
export type ActionReason =
  | { readonly _tag: "NotFound"; readonly name: string }
  | { readonly _tag: "Exists"; readonly name: string }
  | { readonly _tag: "Archived"; readonly name: string }
  | { readonly _tag: "Changed"; readonly name: string }
  | { readonly _tag: "Damaged"; readonly name: string; readonly length: number };

const sentence = (reason: ActionReason): string => {
  switch (reason._tag) {
    case "NotFound":
      return `No action is called ${reason.name}; \`planwright action list\` shows the actions there are.`;
    case "Exists":
      return `An action called ${reason.name} exists already; replace it with --replace, or choose another name.`;
    case "Archived":
      return `The action ${reason.name} is archived and makes no new plans; use another one.`;
    case "Damaged":
      return `The safety rules of action ${reason.name} are damaged (${reason.length} characters), so no plan can be made from it; replace the action.`;
    case "Changed":
      return `The action ${reason.name} was changed by somebody else meanwhile; try again.`;
  }
};

/** What can go wrong with an action. */
export class ActionError extends Data.TaggedError("ActionError")<{ readonly reason: ActionReason }> {
  override get message(): string {
    return sentence(this.reason);
  }

  /** True when the same call may succeed later. */
  get retryable(): boolean {
    return this.reason._tag === "Changed";
  }
}
