export type { Io, Output } from "./Io.ts";
export { type ExitCode, run } from "./run.ts";
