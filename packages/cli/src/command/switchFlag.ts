import { boolean } from "@oclif/core/flags";

/** A flag without a value: true when it was typed, false otherwise. */
export const switchFlag = (about: {
  readonly summary: string;
  readonly char?: "q" | "y";
  readonly helpGroup?: string;
}) => boolean<boolean>({ default: false, ...about });
