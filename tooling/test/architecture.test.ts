import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Declared, directionProblems } from "../architecture/direction.ts";
import { isCode, isText, projectFiles, root } from "../architecture/files.ts";
import { catalogProblems, type Manifest, manifestProblems } from "../architecture/manifests.ts";
import { nameProblems } from "../architecture/names.ts";
import { rooms } from "../architecture/rooms.ts";
import { textProblems } from "../architecture/texts.ts";

const files = projectFiles();
const read = (path: string) => readFileSync(`${root}${path}`, "utf8");
const manifest = (path: string): Manifest => JSON.parse(read(path));
const declared = (folder: string): Declared => {
  const { dependencies = {}, devDependencies = {} } = manifest(`${folder}/package.json`);
  return { dependencies: Object.keys(dependencies), devDependencies: Object.keys(devDependencies) };
};

describe("the architecture of this checkout", () => {
  it("looks at the files there are", () => {
    expect(files).toContain("packages/domain/src/index.ts");
    expect(files).toContain("pnpm-lock.yaml");
    expect(files.some((path) => path.includes("node_modules"))).toBe(false);
  });

  it("keeps the direction of imports", () => {
    expect(
      files.filter(isCode).flatMap((path) => directionProblems(path, read(path), rooms, declared)),
    ).toEqual([]);
  });

  it("writes every version once", () => {
    const manifests = files.filter(
      (path) => /(^|\/)package\.json$/.test(path) && !path.includes("fixtures/"),
    );
    expect(manifests.flatMap((path) => manifestProblems(path, manifest(path)))).toEqual([]);
    expect(catalogProblems(read("pnpm-workspace.yaml"))).toEqual([]);
  });

  it("has no dependencies at the root, where npm would try to install them", () => {
    expect(Object.keys(manifest("package.json")).filter((key) => /dependencies/i.test(key))).toEqual([]);
  });

  it("names files after their content", () => {
    expect(files.flatMap(nameProblems)).toEqual([]);
  });

  it("holds no path of a machine and no host of a registry", () => {
    expect(files.filter(isText).flatMap((path) => textProblems(path, read(path)))).toEqual([]);
  });
});
