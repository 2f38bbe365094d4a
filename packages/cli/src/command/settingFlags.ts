import { string as argument } from "@oclif/core/args";
import { string } from "@oclif/core/flags";
import { SETTING_KEYS } from "@planwright/domain";

/** The argument that names a setting. */
export const keyArgument = {
  key: argument({
    required: true,
    ignoreStdin: true,
    description: `The setting: ${SETTING_KEYS.join(", ")}.`,
  }),
} as const;

/** Whose setting it is. */
export const projectFlag = {
  project: string({
    helpValue: "NAME",
    summary: "The setting of this project, in the place of the one for all.",
  }),
} as const;
