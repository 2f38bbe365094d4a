import { readFileSync } from "node:fs";
import { expect, it } from "@effect/vitest";
import { root } from "../architecture/files.ts";

const readme = readFileSync(`${root}README.md`, "utf8");

it("shows the example as it is run [T6]", () => {
  expect(readme).toContain(
    `\`\`\`ts\n${readFileSync(`${root}examples/embed-in-a-service.ts`, "utf8")}\`\`\``,
  );
});

it("names only files that exist", () => {
  const links = Array.from(readme.matchAll(/\]\(([^)#]+)\)/g), (match) => match[1] ?? "");
  expect(links.length).toBeGreaterThan(5);
  for (const link of links) expect(() => readFileSync(`${root}${link}`), link).not.toThrow(/ENOENT/);
});
