#!/usr/bin/env node
// The one door into the workspace. Needs nothing but a stock Node (>= 18) and npm: installs what is missing, then runs the task
// `ws:<task>` of the root manifest with the workspace's own Node 24 and tools first on PATH.
//   node scripts/dev.mjs start [arguments of planwright]
//   node scripts/dev.mjs <task> [arguments]        as in the root manifest
//   node scripts/dev.mjs pnpm <arguments>          the pinned pnpm, as in `pnpm install` after a manifest changed
// Standard output belongs to the task; what is said on the way goes to standard error.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = path.join(root, "tooling", "node_modules", ".bin");
const { packageManager, scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
// Without --prefer-offline npx waits for an unreachable registry although it has the package.
const pnpm = ["npx", "--yes", "--prefer-offline", packageManager];
const env = {
  ...process.env,
  PATH: [bin, process.env.PATH ?? ""].join(path.delimiter),
  NPM_CONFIG_UPDATE_NOTIFIER: "false",
  TURBO_GLOBAL_WARNING_DISABLED: "1",
  TURBO_TELEMETRY_DISABLED: "1",
};
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Runs a program to its end and answers with its exit code and what it said, unless that was inherited. Passes signals on. */
const run = ([program, ...args], { cwd = root, quiet = false } = {}) =>
  new Promise((resolve) => {
    const chunks = [];
    const child = spawn(program, args, { cwd, env, stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit" });
    const pass = (signal) => child.kill(signal);
    const end = (code) => {
      for (const signal of signals) process.off(signal, pass);
      resolve({ code, output: Buffer.concat(chunks) });
    };
    for (const signal of signals) process.on(signal, pass);
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => {
      console.error(`cannot start ${program}: ${error.message}`);
      end(127);
    });
    child.on("close", (code, signal) => end(code ?? 128 + (os.constants.signals[signal] ?? 0)));
  });

/** Does something that users only want to hear about when it takes long or fails. */
const prepare = async (what, command) => {
  const started = performance.now();
  const timer = setTimeout(() => console.error(`${what} ...`), 1000);
  const { code, output } = await run(command, { quiet: true });
  clearTimeout(timer);
  if (code === 0) {
    const seconds = (performance.now() - started) / 1000;
    if (seconds > 1) console.error(`${what} took ${seconds.toFixed(1)} s`);
    return;
  }
  process.stderr.write(output);
  console.error(`${what} failed (${code})`);
  process.exit(code);
};

/** Everything that decides what is in node_modules. */
const fingerprint = () => {
  const packages = readdirSync(path.join(root, "packages")).map((name) => path.join("packages", name));
  const outer = [
    "tooling",
    "features",
    "robot-equivalent-e2e",
    "bench",
    "proofs",
    "test-postgres",
    "examples",
  ];
  const folders = ["", ...outer, ...packages];
  const manifests = folders.map((folder) => path.join(folder, "package.json"));
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests]) {
    const full = path.join(root, file);
    hash.update(`${file}\0`).update(existsSync(full) ? readFileSync(full) : "");
  }
  return hash.digest("hex");
};

const install = async () => {
  const stamp = path.join(root, "node_modules", ".bootstrap-stamp");
  const wanted = fingerprint();
  if (existsSync(bin) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await prepare("installing", [...pnpm, "install", "--frozen-lockfile", "--reporter=append-only"]);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
};

/** A version that the registry does not have for this machine is left out without a word, so that is looked at here. */
const checkNode = async () => {
  const script = "process.exit(Number(process.versions.node.split('.')[0]) >= 24 ? 0 : 1)";
  if ((await run(["node", "-e", script])).code === 0) return;
  console.error(
    `Planwright is built with Node 24. There is none for ${os.platform()}-${os.arch()} here; put one on PATH.`,
  );
  process.exit(1);
};

/** A script of the root manifest, in the place of its shell: nothing stands between its signals, its exit code and us. */
const task = (name, args) => ["sh", "-c", `exec ${scripts[`ws:${name}`]} "$@"`, name, ...args];
const exit = async (command, options) => process.exit((await run(command, options)).code);

const [name = "start", ...args] = process.argv.slice(2);
if (name === "pnpm") await exit([...pnpm, ...args], { cwd: process.cwd() });
await install();
await checkNode();
if (name === "install") process.exit(0);
if (["start", "build", "test", "features", "e2e", "bench", "soak"].includes(name)) {
  // turbo asks the package manager for the packages, so it has to be on PATH.
  await prepare("building", [...pnpm, "run", "--silent", "ws:build"]);
}
if (name === "build") process.exit(0);
if (name === "start") {
  const cli = path.join(root, "packages", "cli", "bin", "planwright.js");
  // Files that are named on the command line are meant from where npm was called.
  await exit(["node", cli, ...(args.length > 0 ? args : ["quickstart"])], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
}
if (scripts[`ws:${name}`] === undefined) {
  console.error(`there is no task ${name}`);
  process.exit(2);
}
await exit(task(name, args));
