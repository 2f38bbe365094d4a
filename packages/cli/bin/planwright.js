#!/usr/bin/env node
// Plain JavaScript that any Node can read: the version is checked before anything else is loaded.
import module from "node:module";
import process from "node:process";

const needed = [22, 19];
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `planwright needs Node ${needed.join(".")} or newer; this is ${process.versions.node}.\n`,
  );
  process.exit(1);
}
module.enableCompileCache?.();
const args = process.argv.slice(2);
// Not awaited here: a process that ends while its first module still waits is warned about by Node.
if (args[0] === "--version") {
  void import("../dist/version.js").then(({ versionLine }) => process.stdout.write(`${versionLine()}\n`));
} else {
  void import("../dist/main.js").then(({ main }) => main(args));
}
