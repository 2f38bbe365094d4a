import { type GrowthReport, staysCheap } from "../growth/GrowthReport.ts";
import type { MeasuredGrowth } from "../growth/measureGrowth.ts";
import { layout } from "./layout.ts";
import { machineText } from "./machineText.ts";
import { millis, spread } from "./numbers.ts";

const row = (measured: MeasuredGrowth, quick: boolean): ReadonlyArray<string> => [
  measured.name,
  ...measured.times.map((time) => millis(time.millis.median)),
  measured.ratio.median.toFixed(2),
  spread(measured.ratio),
  measured.goal === null ? "" : `<= ${measured.goal}`,
  measured.goal === null || quick ? "" : staysCheap(measured) ? "ok" : "MISSED",
];

const plansText = ({ name, plans }: MeasuredGrowth): string =>
  `${name}\n${plans.map(({ statement, steps }) => [`  ${statement}`, ...steps.map((step) => `    ${step}`)].join("\n")).join("\n")}\n`;

/** What a person reads: milliseconds by size, and what the engines do in the largest ledger. */
export const growthText = (report: GrowthReport): string => {
  const { claims, measured, plans, quick, rounds } = report;
  const heads = ["", ...plans.map((size) => size.toLocaleString("en")), "ratio", "spread", "goal", ""];
  const tables = Map.groupBy(measured, ({ engine }) => engine);
  const text = [...tables].map(
    ([engine, ofEngine]) => `${engine}, milliseconds by plans in the ledger
${layout(
  heads,
  ofEngine.map((one) => row(one, quick)),
)}

What ${engine} does in the largest ledger

${ofEngine.map(plansText).join("\n")}`,
  );
  const crowd =
    claims === null
      ? ""
      : `\n${claims.workers * claims.processes} workers in the largest ledger: ${claims.ours.median.toFixed(0)} claims per second, ${claims.share.median.toFixed(2)} of the bare statement's ${claims.bare.median.toFixed(0)}; ${claims.claims.toLocaleString("en")} claims, none a double one.\n`;
  return `${machineText(report)}
Medians over ${rounds} rounds; the ratio is the largest ledger's over the smallest's, spread its lowest and highest.
${quick ? "A quick run: it shows that everything works, and its times say nothing.\n" : ""}
${text.join("\n")}${crowd}`;
};
