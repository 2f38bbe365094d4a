import { Actions, Profiles, Settings } from "@planwright/domain";
import {
  actionCreateData,
  actionListData,
  actionShowData,
  automationProfileAddData,
  automationProfileDiffData,
  automationProfileListData,
  automationProfileRemoveData,
  automationProfileShowData,
  configGetData,
  configListData,
  configSetData,
} from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import type { Ask, UseCase } from "./UseCase.ts";
import { answered } from "./UseCase.ts";

const createAction: UseCase = ({ caller, inputs }) =>
  Effect.gen(function* () {
    const answer = yield* (yield* Actions).create({
      ...caller,
      file: inputs.file("file"),
      replace: inputs.flag("replace"),
      idempotencyKey: inputs.text("idempotency_key"),
    });
    return answered(actionCreateData(answer));
  });

const listActions: UseCase = ({ inputs }) =>
  Effect.gen(function* () {
    const filter = { namespace: inputs.text("namespace"), state: inputs.actionState("state") };
    return answered(actionListData(yield* (yield* Actions).list(filter), filter));
  });

const showAction: UseCase = ({ inputs }) =>
  Effect.gen(function* () {
    return answered(actionShowData(yield* (yield* Actions).get(inputs.needed("name"))));
  });

const archiveAction: UseCase = ({ caller, inputs }) =>
  Effect.gen(function* () {
    const name = inputs.needed("name");
    return answered(actionShowData(yield* (yield* Actions).archive({ ...caller, name })));
  });

const addProfile: UseCase = ({ caller, inputs }) =>
  Effect.gen(function* () {
    const answer = yield* (yield* Profiles).add({
      ...caller,
      file: inputs.file("file"),
      replace: inputs.flag("replace"),
    });
    return answered(automationProfileAddData(answer));
  });

const listProfiles: UseCase = () =>
  Effect.gen(function* () {
    return answered(automationProfileListData(yield* (yield* Profiles).list()));
  });

const showProfile: UseCase = ({ inputs }) =>
  Effect.gen(function* () {
    return answered(automationProfileShowData(yield* (yield* Profiles).get(inputs.needed("name"))));
  });

const removeProfile: UseCase = ({ caller, inputs }) =>
  Effect.gen(function* () {
    const name = inputs.needed("name");
    return answered(automationProfileRemoveData(yield* (yield* Profiles).remove({ ...caller, name })));
  });

const diffProfiles: UseCase = ({ inputs }) =>
  Effect.gen(function* () {
    const sides = { left: inputs.needed("left"), right: inputs.needed("right") };
    const comparison = yield* (yield* Profiles).diff(sides.left, sides.right);
    return answered(automationProfileDiffData(comparison, sides));
  });

const place = ({ inputs }: Ask) => ({ key: inputs.needed("key"), project: inputs.text("project") });

const getSetting: UseCase = (ask) =>
  Effect.gen(function* () {
    return answered(configGetData(yield* (yield* Settings).get(place(ask))));
  });

const setSetting: UseCase = (ask) =>
  Effect.gen(function* () {
    const setting = yield* (yield* Settings).set({
      ...ask.caller,
      ...place(ask),
      value: ask.inputs.needed("value"),
    });
    return answered(configSetData(setting));
  });

const listSettings: UseCase = () =>
  Effect.gen(function* () {
    return answered(configListData(yield* (yield* Settings).list()));
  });

/** The commands about actions, profiles and settings. */
export const ruleUseCases = {
  "action create": createAction,
  "action list": listActions,
  "action show": showAction,
  "action archive": archiveAction,
  "automation-profile add": addProfile,
  "automation-profile list": listProfiles,
  "automation-profile show": showProfile,
  "automation-profile remove": removeProfile,
  "automation-profile diff": diffProfiles,
  "config get": getSetting,
  "config set": setSetting,
  "config list": listSettings,
} as const;
