/** Standard output or error that cannot be written, for another reason than that nobody reads it. */
export class OutputFailure extends Error {
  override readonly name = "OutputFailure";

  constructor(code: string | undefined) {
    super(`The output cannot be written (${code ?? "unknown reason"}).`);
  }
}
