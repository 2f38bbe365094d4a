import type { Machine } from "../measure/Machine.ts";
import { millis } from "./numbers.ts";

/** When and on what figures were made, in two lines. */
export const machineText = ({
  date,
  machine,
}: {
  readonly date: string;
  readonly machine: Machine;
}): string => {
  const { cores, cpu, diskSync, memoryGigabytes, node, platform } = machine;
  return `${date.slice(0, 10)}  Node ${node}  ${platform}  ${cpu}, ${cores} cores, ${memoryGigabytes} GB
A disk sync takes ${millis(diskSync.median)} ms (${millis(diskSync.min)}-${millis(diskSync.max)}).`;
};
