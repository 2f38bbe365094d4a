/** Freezes a plain value with everything in it, without recursion, so that nobody can change what a store has kept. */
export const deepFreeze = <T extends object>(value: T): T => {
  const open: Array<object> = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Object.isFrozen(next)) continue;
    Object.freeze(next);
    for (const inner of Object.values(next))
      if (typeof inner === "object" && inner !== null) open.push(inner);
  }
  return value;
};
