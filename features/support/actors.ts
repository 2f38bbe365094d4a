const ACTORS: { readonly [name: string]: string } = {
  Ada: "user:ada",
  Ben: "user:ben",
  "the agent": "agent:planner",
  "another agent": "agent:reviewer",
  "the worker": "worker:one",
  "another worker": "worker:two",
};

/** A pattern for those who act in scenarios: by a name that is told here, or as `kind:name`. */
export const ACTOR = `(${Object.keys(ACTORS).join("|")}|[a-z]+:[a-z]+)`;

/** The declared identity of somebody in a scenario. */
export const actorNamed = (name: string): string => ACTORS[name] ?? name;
