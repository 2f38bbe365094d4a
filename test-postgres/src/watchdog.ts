import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import type { Place } from "./launch.ts";

/**
 * Makes the folders, and waits for the end of its standard input, which its owner holds: the kernel closes it however
 * the owner ends. Then it stops what the file `pid` names, and removes the folders.
 * The file `open` goes first: a program that is just about to start (launch.ts) writes its number and then looks for
 * `open`, so that either it does not start or it is found here.
 * Numbers of processes are used again, so that one counts only while it works in one of the folders; that leaves out
 * processes that have ended and were not yet waited for, too.
 */
const script = `
folder=$0; other=$1
trap '' HUP INT TERM PIPE
mkdir -m 700 "$folder" || exit 1
if [ "$other" != "$folder" ]; then mkdir -m 700 "$other" || { rmdir "$folder"; exit 1; }; fi
: >"$folder/open"
echo ready
exec >/dev/null 2>&1
cat
rm -f "$folder/open"
pid=$(cat "$folder/pid")
lives() {
  case $(readlink "/proc/$pid/cwd") in "$folder"|"$folder"/*|"$other"/*) return 0 ;; *) return 1 ;; esac
}
# A server ends in a way that gives its shared memory back. What makes the folder would remove it with the file below.
signal=KILL
[ "$(sed -n 1p "$other/data/postmaster.pid")" = "$pid" ] && signal=QUIT
# What is killed as it makes the folder leaves memory outside of it, known by its name to those who share it.
shared() {
  for process in $(grep -l ") [A-Za-z] [0-9]* $pid " /proc/[0-9]*/stat); do
    sed -n 's|.* \\(/dev/shm/PostgreSQL\\.[0-9]*\\)$|\\1|p' "\${process%stat}maps"
  done
}
if [ -n "$pid" ] && lives && [ $signal = KILL ]; then
  kill -s STOP -- "-$pid"
  names=$(shared)
fi
tries=0
while [ -n "$pid" ] && lives; do
  [ $tries = 0 ] && kill -s $signal -- "-$pid"
  [ $tries = 200 ] && kill -s KILL -- "-$pid"
  tries=$((tries + 1))
  sleep 0.02
done
memory=$(sed -n 7p "$other/data/postmaster.pid")
[ -n "$memory" ] && ipcrm -m "\${memory##* }"
[ -n "$names" ] && rm -f $names
tries=0
until rm -rf "$folder" "$other" || [ $tries = 200 ]; do tries=$((tries + 1)); sleep 0.02; done
`;

/** What ends a server and removes its folders when we end, or before. */
export interface Watchdog {
  /** Does it now, and answers when it is done. */
  readonly bark: () => Promise<void>;
}

/** Makes a server's folders and watches over them from then on; keeps this process from nothing. */
export const startWatchdog = async (place: Place): Promise<Watchdog> => {
  const child = spawn("sh", ["-c", script, place.folder, dirname(place.dataFolder)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    ...place.account,
  });
  const ended = once(child, "exit");
  // It is waited for only in `bark`; until then nobody is there to hear of it.
  ended.catch(() => {});
  const said: Array<Buffer> = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const ready = await Promise.race([once(child.stdout, "data"), once(child, "close")]);
  if (!String(ready[0]).startsWith("ready"))
    throw new Error(
      `No folder for a PostgreSQL server could be made: ${Buffer.concat(said).toString().trim()}`,
    );
  child.unref();
  child.stdout.destroy();
  child.stderr.destroy();
  return {
    bark: async () => {
      child.ref();
      child.stdin.end();
      await ended;
    },
  };
};
