import { userInfo } from "node:os";
import process from "node:process";
import type { WriteStream } from "node:tty";
import type { Io, Output } from "./Io.ts";
import { OutputFailure } from "./OutputFailure.ts";

/** The codes with which a pipe says that its reader has gone. */
const GONE: ReadonlySet<unknown> = new Set(["EPIPE", "ERR_STREAM_DESTROYED", "EIO", "ECONNRESET"]);

const outputOf = (stream: WriteStream): Output => {
  let gone = false;
  // Each write hears of its own failure below; without a listener the first one would end the process.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (GONE.has(error.code)) gone = true;
  });
  return {
    isTerminal: stream.isTTY === true,
    columns: () => (stream.isTTY ? stream.columns : undefined),
    write: (text) =>
      new Promise((resolve, reject) => {
        if (gone || text === "") return resolve(!gone);
        stream.write(text, (error?: NodeJS.ErrnoException | null) => {
          if (error && !GONE.has(error.code)) return reject(new OutputFailure(error.code));
          gone ||= Boolean(error);
          resolve(!gone);
        });
      }),
  };
};

const login = (): string => {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list of users, as in some containers.
    return process.env.LOGNAME ?? process.env.USER ?? "unknown";
  }
};

async function* standardInput(): AsyncGenerator<Uint8Array> {
  for await (const chunk of process.stdin) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

/** This process's own outside. */
export const processIo = (args: ReadonlyArray<string>): Io => ({
  args,
  env: process.env,
  cwd: process.cwd(),
  stdin: { isTerminal: process.stdin.isTTY === true, bytes: standardInput },
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  login,
});
