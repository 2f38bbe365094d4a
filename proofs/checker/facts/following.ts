import { isDeepStrictEqual } from "node:util";
import { type Evidence, eventName } from "./Evidence.ts";

/** Who follows the log by `after` is given exactly the log: in order, without a hole, nothing twice. */
export const followingProblems = ({ followed, ledger }: Evidence): ReadonlyArray<string> => {
  const { log } = ledger;
  const at = log.findIndex((event, index) => !isDeepStrictEqual(event, followed[index]));
  if (at < 0 && followed.length === log.length) return [];
  const here = log[at];
  const there = followed[at < 0 ? log.length : at];
  return [
    `the follower of the log was given ${followed.length} events of ${log.length}; at place ${at} the log has ${
      here === undefined ? "nothing" : eventName(here)
    }, the follower ${there === undefined ? "nothing" : eventName(there)}`,
  ];
};
