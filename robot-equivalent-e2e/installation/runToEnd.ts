import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** Runs a program that must succeed and answers with what it printed; throws with all that was said otherwise. */
export const runToEnd = async (
  program: string,
  args: ReadonlyArray<string>,
  how: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<string> => {
  const child = spawn(program, args, { ...how, stdio: ["ignore", "pipe", "pipe"] });
  const code = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const [stdout, stderr, ended] = await Promise.all([text(child.stdout), text(child.stderr), code]);
  if (ended !== 0)
    throw new Error(`${program} ${args.join(" ")} ended with ${ended}\n${stdout}${stderr}`.trimEnd());
  return stdout;
};
