import * as Arbitrary from "effect/Arbitrary";
import { oneOf, pick } from "./choose.ts";

const part: Arbitrary.Arbitrary<string> = Arbitrary.map(
  Arbitrary.all([
    pick(["a", "Z", "0", "build", "Deploy", "x1"]),
    Arbitrary.array(pick(Array.from("abzAZ059._-")), { maxLength: 12 }),
  ]),
  ([first, rest]) => `${first}${rest.join("")}`,
);

/** A name `namespace/name` or `server:namespace/name` (domain.md section 2). */
export const qualifiedName: Arbitrary.Arbitrary<string> = oneOf([
  Arbitrary.map(Arbitrary.all([part, part]), ([namespace, name]) => `${namespace}/${name}`),
  Arbitrary.map(
    Arbitrary.all([part, part, part]),
    ([server, namespace, name]) => `${server}:${namespace}/${name}`,
  ),
]);
