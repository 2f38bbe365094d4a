import type { PlanAnswer, PlanView } from "@planwright/domain";
import { planAnswerData, planStatusData, planUseData } from "@planwright/domain/representation";
import type { Answer, Message } from "../command/Answer.ts";
import type { View } from "../present/View.ts";
import { planAnswerView, planCreatedView } from "../view/planAnswer.ts";
import { planStatusView } from "../view/planStatus.ts";
import { waitingSentence } from "../view/waiting.ts";

/** Told where the result itself does not say it. */
const waitingMessages = ({ waitingFor }: PlanView): ReadonlyArray<Message> =>
  waitingFor === null ? [] : [{ level: "warn", text: waitingSentence(waitingFor), inView: true }];

/** One plan as it stands. */
export const statusAnswer = (view: PlanView): Answer => ({
  data: (now) => planStatusData(view, now),
  view: (nowMillis) => planStatusView(view, nowMillis),
});

const changed = (
  answer: PlanAnswer,
  data: Answer["data"],
  view: (answer: PlanAnswer, nowMillis: number) => View,
): Answer => ({
  data,
  view: (nowMillis) => view(answer, nowMillis),
  waits: answer.waitingFor !== null,
  messages: waitingMessages(answer),
});

/** A plan that a command moved; it succeeded also where the next gate waits. */
export const movedAnswer = (answer: PlanAnswer): Answer =>
  changed(answer, (now) => planAnswerData(answer, now), planAnswerView);

/** A child that was made. */
export const spawnedAnswer = (answer: PlanAnswer): Answer =>
  changed(answer, (now) => planAnswerData(answer, now), planCreatedView);

/** A root that was made. */
export const usedAnswer = (answer: PlanAnswer): Answer =>
  changed(answer, (now) => planUseData(answer, now), planCreatedView);
