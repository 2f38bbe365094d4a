import type { Surroundings } from "@planwright/domain";
import type { Call } from "./Call.ts";

/** What the environment says about new plans; a variable that is set to nothing is an error, not an absence. */
export const surroundings = ({ io }: Call): Surroundings => ({
  automationProfile: io.env.PLANWRIGHT_AUTOMATION_PROFILE,
});
