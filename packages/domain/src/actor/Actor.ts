/** Who acts: `user:`, `agent:`, `worker:` or `system:` followed by a name (domain.md section 5). Only a `user:` is a person. */
export type Actor = string & { readonly Actor: unique symbol };

/** The kinds of actor, in the order in which error messages list them. */
export const ACTOR_KINDS = ["user", "agent", "worker", "system"] as const;

const GRAMMAR = /^(?:user|agent|worker|system):[^\p{Cc}\s][^\p{Cc}]{0,199}$/u;

const isActor = (text: string): text is Actor => GRAMMAR.test(text) && text.isWellFormed();

/** The actor that `text` names, or undefined when it is not `kind:name` with at most 200 printable characters. */
export const parseActor = (text: string): Actor | undefined => (isActor(text) ? text : undefined);

/** The actor of the ledger's own automatic acts. */
export const systemActor = (name: string): Actor => {
  const actor = parseActor(`system:${name}`);
  if (actor === undefined) throw new RangeError("a system actor's name is printable text");
  return actor;
};

/** True for a person, the only kind of actor whose command is an approval. */
export const isPerson = (actor: Actor): boolean => actor.startsWith("user:");
