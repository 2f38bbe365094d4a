import { describe, expect, it } from "vitest";
import { linearize, type Span, type Specification } from "../../checker/linearize.ts";

/** A register that holds a number: `write` sets it, `read` answers with it. */
type Op = Span & ({ readonly write: number } | { readonly read: number });

const register: Specification<Op, number> = {
  initial: 0,
  after: (value, op) => {
    if ("write" in op) return [op.write];
    return op.read === value ? [value] : [];
  },
  drift: () => [],
  onlyLooks: (op) => "read" in op,
  key: String,
};

const write = (value: number, begin: number, end = Number.POSITIVE_INFINITY): Op => ({
  write: value,
  begin,
  end,
});
const read = (value: number, begin: number, end: number): Op => ({ read: value, begin, end });
const verdictOf = (...ops: ReadonlyArray<Op>) => linearize(ops, register)._tag;

/** All orders of a few calls that real time allows, each tried: what the search must agree with. */
const byTrying = (ops: ReadonlyArray<Op>, value = 0): boolean => {
  if (ops.every(({ end }) => end === Number.POSITIVE_INFINITY)) return true;
  const deadline = Math.min(...ops.map(({ end }) => end));
  return ops.some(
    (op) =>
      op.begin <= deadline &&
      register.after(value, op).some((next) =>
        byTrying(
          ops.filter((other) => other !== op),
          next,
        ),
      ),
  );
};

describe("the search", () => {
  it("keeps the order of calls of which one was over before the other began", () => {
    expect(verdictOf(write(1, 0, 1), read(1, 2, 3))).toBe("Explained");
    expect(verdictOf(write(1, 0, 1), read(0, 2, 3))).toBe("Unexplained");
    expect(verdictOf(write(1, 0, 1), write(2, 2, 3), read(1, 4, 5))).toBe("Unexplained");
  });

  it("tries every order of calls at the same time", () => {
    expect(verdictOf(write(1, 0, 9), write(2, 0, 9), read(1, 1, 8), read(2, 2, 9))).toBe("Explained");
    expect(verdictOf(write(1, 0, 9), read(1, 1, 2), read(0, 3, 4))).toBe("Unexplained");
  });

  it("lets a call without an answer happen late, or never, but once", () => {
    expect(verdictOf(write(1, 0), read(0, 1, 2), read(1, 3, 4))).toBe("Explained");
    expect(verdictOf(write(1, 0), read(0, 1, 2))).toBe("Explained");
    expect(verdictOf(write(1, 0), read(1, 1, 2), write(2, 3, 4), read(1, 5, 6))).toBe("Unexplained");
    expect(verdictOf(write(1, 5), read(1, 1, 2))).toBe("Unexplained");
  });

  it("agrees with trying every order, on small histories of any shape", () => {
    let state = 12345;
    const below = (limit: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % limit;
    };
    const counts = { Explained: 0, Unexplained: 0, GaveUp: 0 };
    for (let round = 0; round < 3_000; round++) {
      const ops = Array.from({ length: 2 + below(5) }, (): Op => {
        const begin = below(8);
        const end = begin + 1 + below(6);
        if (below(2) === 0) return read(below(3), begin, end);
        return below(4) === 0 ? write(1 + below(2), begin) : write(1 + below(2), begin, end);
      });
      const verdict = verdictOf(...ops);
      counts[verdict]++;
      expect([verdict, JSON.stringify(ops)]).toEqual([
        byTrying(ops) ? "Explained" : "Unexplained",
        JSON.stringify(ops),
      ]);
    }
    expect(Math.min(counts.Explained, counts.Unexplained)).toBeGreaterThan(300);
  });

  it("says how far it came, and gives up rather than go on for ever", () => {
    const verdict = linearize([write(1, 0, 1), read(1, 2, 3), read(0, 4, 5)], register);
    expect(verdict).toEqual({ _tag: "Unexplained", explained: 2, state: 1, next: [read(0, 4, 5)] });
    const many = Array.from({ length: 12 }, (_, at) => write(at, 0, 9));
    expect(linearize([...many, read(99, 0, 9)], register, 50)._tag).toBe("GaveUp");
  });

  it("takes a history of many calls at about one look for each", () => {
    const ops = Array.from({ length: 20_000 }, (_, at) =>
      at % 2 === 0 ? write(at, at, at + 9) : read(at - 1, at, at + 9),
    );
    const verdict = linearize(ops, register);
    expect(verdict._tag).toBe("Explained");
  });
});
