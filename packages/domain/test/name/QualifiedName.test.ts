import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Result from "effect/Result";
import {
  describeNameProblem,
  PROVIDER_NAMESPACES,
  parseActorName,
  parseName,
} from "../../src/name/QualifiedName.ts";
import { pick } from "../json/pick.ts";

const problem = (text: string): string | undefined => {
  const result = parseName(text);
  return Result.isFailure(result) ? result.failure._tag : undefined;
};

const part = Arbitrary.map(
  Arbitrary.all([
    pick("a", "Z", "0"),
    Arbitrary.array(pick("b", "Y", "9", ".", "_", "-"), { maxLength: 63 }),
  ]),
  ([first, rest]) => first + rest.join(""),
);

describe("QualifiedName", () => {
  it("reads a bare name into the namespace local", () => {
    expect(Result.getOrThrow(parseName("fix-bug"))).toEqual({
      server: null,
      namespace: "local",
      name: "fix-bug",
      text: "local/fix-bug",
    });
  });

  it.prop(
    "gives every part back, and reads its own text as the same name",
    { server: part, namespace: part, name: part },
    ({ server, namespace, name }) => {
      const whole = Result.getOrThrow(parseName(`${server}:${namespace}/${name}`));
      expect(whole).toEqual({ server, namespace, name, text: `${server}:${namespace}/${name}` });
      const shorter = Result.getOrThrow(parseName(`${namespace}/${name}`));
      expect(shorter).toEqual({ server: null, namespace, name, text: `${namespace}/${name}` });
      expect(Result.getOrThrow(parseName(shorter.text))).toEqual(shorter);
    },
  );

  it.each([
    "/a",
    "a/",
    "a/b/c",
    ":a/b",
    "s:a",
    "s:/a",
    "s:t:a/b",
    "-a",
    ".a",
    "_a",
    "a b",
    "a\n",
    "é",
    "a/é",
    "a\0",
    `${"a".repeat(65)}/b`,
    "a:b/c/d",
  ])("refuses %j", (text) => {
    expect(problem(text)).toBe("Grammar");
  });

  it("bounds parts at 64 characters and the whole at 255", () => {
    const long = "a".repeat(64);
    expect(problem(`${long}:${long}/${long}`)).toBeUndefined();
    expect(problem(`${long}a`)).toBe("Grammar");
    expect(problem("a".repeat(255))).toBe("Grammar");
    expect(problem("a".repeat(256))).toBe("TooLong");
    expect(problem("")).toBe("Empty");
  });

  it("keeps upper and lower case apart", () => {
    expect(Result.getOrThrow(parseName("Team/Fix")).text).toBe("Team/Fix");
  });

  it("refuses the namespaces of model providers, but not for actors", () => {
    expect(PROVIDER_NAMESPACES).toEqual(
      "openai anthropic google gemini deepseek mistral perplexity qwen amazon".split(" "),
    );
    for (const provider of PROVIDER_NAMESPACES) {
      expect(problem(`${provider}/x`)).toBe("ProviderNamespace");
      expect(problem(`host:${provider}/x`)).toBe("ProviderNamespace");
      expect(problem(provider)).toBeUndefined();
      expect(problem(`${provider}x/x`)).toBeUndefined();
      expect(Result.getOrThrow(parseActorName(`${provider}/x`)).namespace).toBe(provider);
    }
  });

  it("describes each problem", () => {
    for (const text of ["", "a".repeat(300), "a b", "openai/x"]) {
      const result = parseName(text);
      expect(Result.isFailure(result) ? describeNameProblem(result.failure) : "").toMatch(/^(is|has|uses) /);
    }
  });
});
