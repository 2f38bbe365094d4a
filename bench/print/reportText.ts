import { isMet, type Measured, type Unmeasured } from "../measure/Measured.ts";
import type { Report } from "../measure/Report.ts";
import type { Figure } from "../measure/statistics.ts";

const HEADS = ["", "ratio", "spread", "goal", "", "ours ms", "theirs ms", "against", "statements"] as const;

/** A time with three digits that count. */
const millis = (value: number): string => value.toFixed(value < 1 ? 3 : value < 10 ? 2 : 1);

const spread = ({ max, min }: Figure): string => `${min.toFixed(1)}-${max.toFixed(1)}`;

const verdict = (measured: Measured, quick: boolean): string => {
  if (measured.goal === null || quick) return "";
  return isMet(measured) ? "ok" : "MISSED";
};

const work = ({ statements, transactions }: Measured): string =>
  statements === null || transactions === null ? "" : `${statements} in ${transactions}`;

const row = (measured: Measured, quick: boolean): ReadonlyArray<string> => [
  measured.name,
  measured.ratio.median.toFixed(2),
  spread(measured.ratio),
  measured.goal === null ? "" : `<= ${measured.goal}`,
  verdict(measured, quick),
  millis(measured.ours.median),
  millis(measured.theirs.median),
  measured.against,
  work(measured),
];

const gap = ({ goal, name, why }: Unmeasured): ReadonlyArray<string> => [
  name,
  "-",
  "-",
  `<= ${goal}`,
  `not measured: ${why}`,
];

/** Columns as wide as their widest cell; the first one to the left. */
const layout = (rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const aligned = rows.filter((cells) => cells.length === HEADS.length);
  const widths = HEADS.map((_, column) => Math.max(...aligned.map((cells) => cells[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((cells) => cells.map(cell).join("  ").trimEnd()).join("\n");
};

/** What a person reads: where and when, a line for each figure, and what the columns say. */
export const reportText = (report: Report): string => {
  const { date, machine, measured, quick, sizes, unmeasured } = report;
  const { cores, cpu, diskSync, memoryGigabytes, node, platform } = machine;
  const lines = layout([HEADS, ...measured.map((one) => row(one, quick)), ...unmeasured.map(gap)]);
  return `${date.slice(0, 10)}  Node ${node}  ${platform}  ${cpu}, ${cores} cores, ${memoryGigabytes} GB
A disk sync takes ${millis(diskSync.median)} ms (${millis(diskSync.min)}-${millis(diskSync.max)}).
Medians over ${sizes.rounds} rounds, or ${sizes.starts} starts; spread is the lowest and the highest ratio of a round.
${quick ? "A quick run: it shows that everything works, and its times say nothing.\n" : ""}
${lines}

"statements" says how many each use case runs, in how many transactions; the driver runs the very same ones.
`;
};
