import { describe, expect, it } from "@effect/vitest";
import * as Data from "effect/Data";
import { errorCode, errorData, reasonedErrorData } from "../../src/representation/index.ts";
import { domainErrors } from "./errorExamples.ts";

class OtherError extends Data.TaggedError("OtherError")<{
  readonly reason: { readonly _tag: string; readonly [key: string]: unknown };
  readonly cause?: unknown;
}> {
  override readonly message = "Something else.";
}

const reasoned = (reason: OtherError["reason"]) =>
  reasonedErrorData(new OtherError({ reason, cause: new Error("never shown") }));

describe("the error object", () => {
  it("gives each subject's reason its own code, or one that means the same for both", () => {
    const bySubject = new Map<string, Set<string>>();
    for (const error of domainErrors) {
      const code = errorCode(error);
      bySubject.set(code, (bySubject.get(code) ?? new Set()).add(error._tag));
    }
    expect([...bySubject].filter(([, subjects]) => subjects.size > 1).map(([code]) => code)).toEqual([
      "not_found",
      "exists",
    ]);
  });

  it("is the message and the data of the error", () => {
    for (const error of domainErrors) expect(errorData(error).message).toBe(error.message);
  });

  it("ends lists at 50 and tells how many there are [L2]", () => {
    const ambiguous = domainErrors.find((error) => errorCode(error) === "ambiguous");
    const { candidates, total } = ambiguous === undefined ? {} : errorData(ambiguous).details;
    expect(candidates).toHaveLength(50);
    expect(total).toBe(60);
  });

  it("takes the errors of other packages that are built likewise", () => {
    expect(
      reasoned({
        _tag: "SchemaTooOld",
        schemaVersion: null,
        pending: ["0002"],
        waitedMillis: 5,
        rows: { v3_plans: 3, camelCase: 1 },
        odd: () => 1,
        nothing: undefined,
      }),
    ).toEqual({
      code: "schema_too_old",
      message: "Something else.",
      details: {
        schema_version: null,
        pending: ["0002"],
        waited_ms: 5,
        rows: { v3_plans: 3, camelCase: 1 },
      },
    });
    expect(reasoned({ _tag: "Full" })).toEqual({ code: "full", message: "Something else.", details: {} });
  });
});
