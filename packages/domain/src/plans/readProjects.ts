import * as Result from "effect/Result";
import type { Issue } from "../input/InvalidInput.ts";
import { describeNameProblem, parseName } from "../name/QualifiedName.ts";
import type { PlanProject } from "../plan/Plan.ts";

const ALIAS = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const readOne = (project: PlanProject, index: number, issues: Array<Issue>): PlanProject => {
  const parsed = parseName(project.name);
  if (Result.isFailure(parsed)) {
    issues.push({ path: ["projects", index], message: describeNameProblem(parsed.failure) });
    return project;
  }
  if (project.alias !== null && !ALIAS.test(project.alias)) {
    issues.push({
      path: ["projects", index, "alias"],
      message: "must be letters, digits and ._- that begin with a letter or digit, at most 64",
    });
  }
  return { ...project, name: parsed.success.text };
};

const refuseTwice = (
  projects: ReadonlyArray<PlanProject>,
  key: "name" | "alias",
  issues: Array<Issue>,
): void => {
  const seen = new Set<string>();
  projects.forEach((project, index) => {
    const value = project[key];
    if (value === null) return;
    if (seen.has(value)) {
      issues.push({
        path: key === "name" ? ["projects", index] : ["projects", index, "alias"],
        message: `${key === "name" ? "names a project" : "is an alias"} given before (${value})`,
      });
    }
    seen.add(value);
  });
};

/** The projects of a new plan: at least one, names whole, names and aliases each once; what is wrong is noted. */
export const readProjects = (
  projects: ReadonlyArray<PlanProject>,
  issues: Array<Issue>,
): ReadonlyArray<PlanProject> => {
  if (projects.length === 0) issues.push({ path: ["projects"], message: "must name at least one project" });
  const read = projects.map((project, index) => readOne(project, index, issues));
  refuseTwice(read, "name", issues);
  refuseTwice(read, "alias", issues);
  return read;
};
