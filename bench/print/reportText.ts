import type { EngineName } from "../measure/Arena.ts";
import { isMet, type Measured, type Unmeasured } from "../measure/Measured.ts";
import type { Report, ServerFacts } from "../measure/Report.ts";
import { claimsText } from "./claimsText.ts";
import { layout } from "./layout.ts";
import { machineText } from "./machineText.ts";
import { millis, spread } from "./numbers.ts";

const HEADS = [
  "",
  "ratio",
  "spread",
  "goal",
  "",
  "pipelined",
  "ours ms",
  "theirs ms",
  "against",
  "statements",
] as const;

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
  measured.pipelinedRatio?.median.toFixed(2) ?? "",
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

const titleOf = (engine: EngineName | null, server: ServerFacts | null): string => {
  if (engine !== "PostgreSQL" || server === null) return engine ?? "The program";
  const { fsync, synchronous_commit: commit } = server.settings;
  return `PostgreSQL ${server.version}, fsync ${fsync}, synchronous_commit ${commit}`;
};

/** The tables, one for each engine, in the order in which they were measured. */
const tables = ({ measured, quick, server, unmeasured }: Report): ReadonlyArray<string> => {
  const engines = new Set([...measured, ...unmeasured].map(({ engine }) => engine));
  return [...engines].map((engine) => {
    const isOfEngine = (one: { readonly engine: EngineName | null }) => one.engine === engine;
    const rows = [
      ...measured.filter(isOfEngine).map((one) => row(one, quick)),
      ...unmeasured.filter(isOfEngine).map(gap),
    ];
    return `${titleOf(engine, server)}\n${layout(HEADS, rows)}\n`;
  });
};

/** What a person reads: where and when, a line for each figure, and what the columns say. */
export const reportText = (report: Report): string => {
  const { claims, quick, sizes } = report;
  const hint = quick ? "A quick run: it shows that everything works, and its times say nothing.\n" : "";
  return `${machineText(report)}
Medians over ${sizes.rounds} rounds, or ${sizes.starts} starts; spread is the lowest and the highest ratio of a round.
${hint}
${tables(report).join("\n")}
"statements" says how many each use case runs, in how many transactions; the driver runs the very same ones and waits for
each. "pipelined" is the ratio to a driver that waits only where the ledger waits.
${claims.length === 0 ? "" : "\n"}${claimsText(claims, quick)}`;
};
