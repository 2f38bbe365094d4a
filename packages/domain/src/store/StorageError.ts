import * as Data from "effect/Data";

/** Why the store could not answer (storage.md section 1). */
export type StorageReason =
  | { readonly _tag: "Busy"; readonly waitedMillis: number }
  | { readonly _tag: "Conflict"; readonly constraint: string }
  | { readonly _tag: "Unavailable"; readonly what: string }
  | { readonly _tag: "Full" }
  | { readonly _tag: "ReadOnly" }
  | { readonly _tag: "Corrupt"; readonly what: string }
  | { readonly _tag: "SchemaTooNew"; readonly what: string }
  | { readonly _tag: "SchemaTooOld"; readonly what: string };

const sentence = (reason: StorageReason): string => {
  switch (reason._tag) {
    case "Busy":
      return `The ledger was busy for ${reason.waitedMillis} ms; try again.`;
    case "Conflict":
      return `The store refused the change because of ${reason.constraint}; reload and try again.`;
    case "Unavailable":
      return `The ledger cannot be reached: ${reason.what}.`;
    case "Full":
      return "The disk that holds the ledger is full; make room and try again. Nothing was written.";
    case "ReadOnly":
      return "The ledger cannot be written to: its file, folder or server allows reading only. Nothing was written.";
    case "Corrupt":
      return `The ledger is damaged: ${reason.what}. Restore a backup.`;
    case "SchemaTooNew":
      return `${reason.what} Use a newer Planwright.`;
    case "SchemaTooOld":
      return `${reason.what} Run \`planwright db migrate\` to bring it up to date.`;
  }
};

/** The one error of every store. */
export class StorageError extends Data.TaggedError("StorageError")<{
  readonly reason: StorageReason;
  readonly cause?: unknown;
}> {
  override get message(): string {
    return sentence(this.reason);
  }

  /** True when the same call may succeed later without anybody's doing. */
  get retryable(): boolean {
    return (
      this.reason._tag === "Busy" || this.reason._tag === "Conflict" || this.reason._tag === "Unavailable"
    );
  }
}
