// `node threeSteps.ts FOLDER`: runs three small steps there, of which the last fails; its exit code is that of the run.
import process from "node:process";
import { runAll } from "../../run/all.ts";
import { countCucumber, enginesOfCucumber, partsOfCucumber } from "../../run/cucumberReport.ts";
import { countVitest, enginesOfVitest } from "../../run/vitestReport.ts";

const [root = ""] = process.argv.slice(2);
const file = `${root}reports/tests`;

/** A program that writes this as its report. */
const writing = (text: string, then = "") =>
  [
    process.execPath,
    "-e",
    `fs.writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(text)}); ${then}`,
  ] as const;

const tests = (name: string) => ({
  name: `${root}${name}`,
  assertionResults: [{ status: "passed", ancestorTitles: [] }],
});
const scenario = (id: string, status: string) =>
  [
    { testStepFinished: { testCaseStartedId: id, testStepResult: { status } } },
    { testCaseFinished: { testCaseStartedId: id, willBeRetried: false } },
  ]
    .map((message) => JSON.stringify(message))
    .join("\n");

process.exitCode = await runAll(
  [
    { name: "without tests", command: [process.execPath, "-e", ""] },
    {
      name: "unit",
      command: writing(
        JSON.stringify({ testResults: [tests("a/Sqlite.test.ts"), tests("a/postgres/b.test.ts")] }),
      ),
      report: { file, count: countVitest, engines: (text) => enginesOfVitest(text, root) },
    },
    {
      name: "features",
      command: writing(
        `{"combination":"domain x PostgreSQL"}\n${scenario("a", "PASSED")}\n${scenario("b", "FAILED")}\n`,
        'console.log("what it said")',
      ),
      report: { file, count: countCucumber, parts: partsOfCucumber, engines: enginesOfCucumber },
    },
  ],
  { root, limit: 20_000, version: "18.4" },
);
