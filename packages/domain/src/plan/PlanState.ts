/** The four phases, in the order in which a plan goes through them (domain.md section 4). */
export const PHASES = ["action", "strategize", "execute", "apply"] as const;
/** A phase of the life cycle. */
export type Phase = (typeof PHASES)[number];

/** The processing states of a phase. */
export const PROCESSING_STATES = [
  "queued",
  "processing",
  "complete",
  "errored",
  "constrained",
  "cancelled",
  "applied",
] as const;
/** How far the work of a phase is. */
export type ProcessingState = (typeof PROCESSING_STATES)[number];

const WORKED: ReadonlyArray<ProcessingState> = ["queued", "processing", "complete", "errored", "cancelled"];

const LEGAL: { readonly [P in Phase]: ReadonlyArray<ProcessingState> } = {
  action: ["queued", "cancelled"],
  strategize: WORKED,
  execute: WORKED,
  apply: ["queued", "processing", "applied", "constrained", "errored", "cancelled"],
};

/** A place in the life cycle. */
export interface Place {
  readonly phase: Phase;
  readonly processingState: ProcessingState;
}

/** True for the pairs of domain.md section 4; only an adopted plan can be anywhere else. */
export const isLegal = ({ phase, processingState }: Place): boolean => LEGAL[phase].includes(processingState);

/** True when nothing may follow: `applied` and `cancelled`, in whichever phase they stand. */
export const isFinished = (state: ProcessingState): boolean => state === "applied" || state === "cancelled";

/** True when work stopped but a retry or a revert leads on. */
export const isRecoverable = (state: ProcessingState): boolean =>
  state === "errored" || state === "constrained";

/** The states after which nothing may follow. */
export const FINISHED_STATES = ["applied", "cancelled"] as const satisfies ReadonlyArray<ProcessingState>;
