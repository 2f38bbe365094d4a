import { StorageError } from "@planwright/domain";
import { describe, expect, it, type TestContext } from "vitest";
import { FAILURES, type Failure, type Subject } from "./failures.ts";
import { isInDoubt, type Outcome } from "./Outcome.ts";
import { anonymous, type Stories, type Story } from "./Stories.ts";

/** No call takes longer than this, whatever happens to it; in milliseconds. */
const BOUND_MILLIS = 15_000;

const judge = ({ millis, told }: Outcome, { fate }: Failure, says: ReadonlyArray<string>): void => {
  const expected = fate === "goes on" ? null : fate;
  expect(
    told && { reason: told.reason._tag, retryable: told instanceof StorageError && told.retryable },
    String(told),
  ).toEqual(expected);
  if (told !== null) {
    const said = anonymous(told.message);
    expect(says.includes(said) ? says : [...says, `but not: ${said}`]).toEqual(says);
    // A sentence for a person: one line, with an end.
    expect(told.message).toMatch(/^[A-Z][^\n]*\.$/);
  }
  expect(millis).toBeLessThan(BOUND_MILLIS);
};

/** Plays a story to its end, and answers how many calls have met the failure. */
const playOut = async <Setting>(
  failure: Failure,
  { play, says }: Story<Setting>,
  setting: Setting,
  { onTestFinished }: TestContext,
): Promise<number> => {
  const { mend, outcomes, stage } = await play(setting);
  onTestFinished(() => stage.close());
  try {
    for (const outcome of outcomes) judge(outcome, failure, says);
  } finally {
    await mend();
  }
  // The same layer, at the first attempt.
  expect((await stage.use()).told).toBeNull();
  expect((await stage.look()).told).toBeNull();
  await stage.audit();
  expect(outcomes.filter(isInDoubt).length).toBe(stage.journal.inDoubt.size);
  return outcomes.length;
};

/**
 * One test for each failure of a subject that the engine can suffer: provoked, told as the table says, mended, and then
 * the ledger goes on without being opened anew and holds what was acknowledged and nothing else. Side by side where
 * the failures are each other's business in no way, because most of them are waited for.
 */
export const prove = <Setting, Of extends Subject>(
  engine: string,
  subject: Of,
  stories: Stories<Setting, Of>,
  setting: () => Setting,
  { concurrent = false }: { readonly concurrent?: boolean } = {},
): void => {
  const failures: Readonly<Record<string, Failure>> = FAILURES[subject];
  const told: Readonly<Record<string, Stories<Setting, Of>[keyof Stories<Setting, Of>]>> = stories;
  describe(`${engine} survives`, { concurrent }, () => {
    for (const [name, failure] of Object.entries(failures)) {
      const story = told[name];
      if (story === undefined || "lacks" in story) continue;
      it(`${failure.title}`, { timeout: 60_000 }, async (context) => {
        expect(await playOut(failure, story, setting(), context)).toBeGreaterThan(0);
      });
    }
  });
};
