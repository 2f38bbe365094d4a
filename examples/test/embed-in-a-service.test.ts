import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";

const example = fileURLToPath(new URL("../embed-in-a-service.ts", import.meta.url));

let folder = "";
let service: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "planwright-example-"));
});

afterEach(() => {
  service?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the service on the ledger of this test and answers with its address. */
const start = async (): Promise<{ readonly url: string; readonly end: () => Promise<unknown> }> => {
  const args = ["--conditions=@planwright/source", example, join(folder, "deployments.db")];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  service = child;
  const [line] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    once(child, "exit").then(() => ["it ended"]),
  ]);
  const port = /listening on .*port: (\d+)/.exec(String(line))?.[1];
  if (port === undefined) throw new Error(`the service says: ${String(line)}`);
  const end = async () => {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    return (await ended)[0];
  };
  return { url: `http://localhost:${port}`, end };
};

const ask = async (url: string) => {
  const response = await fetch(url, { headers: { connection: "close" } });
  return { status: response.status, text: await response.text() };
};

it("embeds the ledger in a service, which keeps its plans over restarts [T6]", {
  timeout: 60_000,
}, async () => {
  const first = await start();
  expect(await ask(`${first.url}/4.2.0`)).toEqual({
    status: 200,
    text: expect.stringMatching(
      /^Deploy 4\.2\.0 of the shop: plan [0-9A-Z]{26} waits for "planwright plan strategize [0-9A-Z]{8}"\n$/,
    ),
  });
  expect(await first.end()).toBe(0);
  const second = await start();
  expect((await ask(`${second.url}/4.2.1`)).status).toBe(200);
  expect(await second.end()).toBe(0);
});

it("answers what the ledger refuses", { timeout: 60_000 }, async () => {
  const { end, url } = await start();
  expect(await ask(`${url}/`)).toEqual({ status: 400, text: expect.stringContaining("version") });
  expect(await end()).toBe(0);
});

it("takes less than 30 lines of code [T6]", () => {
  const lines = readFileSync(example, "utf8").split("\n");
  expect(lines.filter((line) => line.trim() !== "" && !line.startsWith("//")).length).toBeLessThan(30);
});
