import { type PlanAnswer, shortId } from "@planwright/domain";
import { decisionData } from "@planwright/domain/representation";
import { quoted } from "../present/quoted.ts";
import { type Block, GAP, type Line, line, span, text, toType, type View } from "../present/View.ts";
import { decisionBlocks } from "../view/decision.ts";
import { planTreeView } from "../view/planTree.ts";
import { placeLine } from "../view/state.ts";
import { waitingBlocks } from "../view/waiting.ts";
import type { Story } from "./story.ts";

/** Where the story took place, and how the program is called there. */
export interface Stage {
  readonly folder: string;
  readonly url: string;
  /** It was started from a checkout, where the program has a path. */
  readonly inCheckout: boolean;
}

const step = (title: string, command: string, ...result: ReadonlyArray<Block>): ReadonlyArray<Block> => [
  GAP,
  text(title, "strong"),
  toType(`planwright ${command}`),
  ...result,
];

const said = (content: Line): Block => text(content, "plain", 2);

const place = ({ plan }: PlanAnswer): Line => [
  ...placeLine(plan.phase, plan.processingState),
  span("  "),
  span(shortId(plan.planId), "strong"),
];

const indent = (block: Block): Block =>
  block._tag === "Text" ? { ...block, indent: block.indent + 2 } : block;

const indented = (blocks: ReadonlyArray<Block>): ReadonlyArray<Block> =>
  blocks.filter(({ _tag }) => _tag !== "Gap").map(indent);

const nextSteps = (story: Story, { inCheckout, url }: Stage): ReadonlyArray<Block> => {
  const id = shortId(story.used.plan.planId);
  const program = inCheckout ? "./planwright" : "planwright";
  return [
    GAP,
    text("What to try next", "strong"),
    said(line("Go on with this ledger:", "muted")),
    toType(`export PLANWRIGHT_DATABASE_URL=${quoted(url)}`),
    toType(`${program} plan apply ${id}`),
    toType(`${program} plan history ${id}`),
    toType(`${program} plan list --needs-approval`),
    said(line("Or begin your own, in your state directory:", "muted")),
    toType("unset PLANWRIGHT_DATABASE_URL"),
    toType(`${program} --help`),
  ];
};

/** The story as a person reads it: each step with the command that does the same. */
export const storyView = (story: Story, stage: Stage, nowMillis: number): View => {
  const id = shortId(story.used.plan.planId);
  const decision = story.decisions.at(-1);
  return [
    text("Planwright keeps plans, and the rules under which they may move.", "strong"),
    said([span("A ledger of its own: ", "muted"), span(stage.folder, "accent")]),
    ...step(
      "1  An action is the template of plans",
      "action create --config fix-bug.yaml",
      said([span("✓ ", "good"), span(story.action.name, "strong"), span(`  ${story.action.description}`)]),
    ),
    ...step(
      "2  A plan is made from it, and its rules are frozen into it",
      "plan use local/fix-bug local/shop --arg issue=42",
      said([...place(story.used), span("  under the rules of "), span("balanced", "strong")]),
      said(line("Planning is automatic there, so a worker may begin at once.", "muted")),
    ),
    ...step(
      "3  A worker claims it, and hands in a strategy it is not sure of",
      `plan complete ${id} --lease-token … --confidence 0.7`,
      said(place(story.waiting)),
      ...indented(waitingBlocks(story.waiting.waitingFor)),
    ),
    ...step(
      "4  Anybody can see why",
      `plan explain ${id} --operation execute`,
      ...(decision === undefined
        ? []
        : indented(decisionBlocks(decision, decisionData(decision), nowMillis))),
    ),
    ...step(
      "5  A person lets it go on",
      `plan execute ${id}`,
      said([
        ...place(story.approved),
        span(`  approved by ${story.approved.decision?.actor ?? ""}`, "muted"),
      ]),
    ),
    ...step(
      "6  The worker claims it again, splits it up, and is done",
      `plan spawn ${id} --description … --confidence 0.9`,
      said(place(story.done)),
      ...indented(waitingBlocks(story.done.waitingFor)),
    ),
    ...step("7  All of it", `plan tree ${id}`, ...planTreeView(story.tree, 64)),
    ...nextSteps(story, stage),
  ];
};
