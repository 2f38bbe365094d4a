import { string as argument } from "@oclif/core/args";

/** The argument that names one thing. */
export const nameArgument = (description: string) =>
  ({ name: argument({ required: true, ignoreStdin: true, description }) }) as const;
