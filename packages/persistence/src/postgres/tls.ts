import { readFileSync } from "node:fs";
import { isIPv4 } from "node:net";
import { type ConnectionOptions, checkServerIdentity } from "node:tls";
import * as Result from "effect/Result";
import type { LocationError } from "../LocationError.ts";
import { refuseOption } from "./settings.ts";

/** What a URL says about TLS: the words and files of libpq. */
export interface TlsOptions {
  readonly sslmode: string | undefined;
  readonly sslrootcert: string | undefined;
  readonly sslcert: string | undefined;
  readonly sslkey: string | undefined;
}

/** How the connection to one host is made; the name of the host is part of what is checked. */
export type Tls = (host: string) => ConnectionOptions | false;

const MODES = ["disable", "require", "verify-ca", "verify-full"];

const read = (option: string, file: string | undefined): Result.Result<string | undefined, LocationError> => {
  if (file === undefined) return Result.succeed(undefined);
  try {
    return Result.succeed(readFileSync(file, "utf8"));
  } catch {
    return refuseOption(option, "names a file that cannot be read");
  }
};

/** Traffic that never leaves the machine needs no TLS, and a server on it seldom has any. */
const isLocal = (host: string): boolean =>
  host.startsWith("/") || host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));

/**
 * Reads `sslmode`, `sslrootcert`, `sslcert` and `sslkey`. Without a mode the network is not trusted to be private:
 * `require`, and `disable` for this machine. `prefer` and `allow` are refused, because whoever could listen could also
 * make them give way. As in libpq, `require` with a root certificate checks the server's certificate, and the authorities
 * that the system trusts, who vouch for any host, go with `verify-full` alone.
 */
export const readTls = (options: TlsOptions): Result.Result<Tls, LocationError> =>
  Result.gen(function* () {
    const { sslmode } = options;
    const system = options.sslrootcert === "system";
    if (system && sslmode !== undefined && sslmode !== "verify-full") {
      return yield* refuseOption("sslmode", "must be verify-full with sslrootcert=system");
    }
    if (sslmode === "prefer" || sslmode === "allow") {
      return yield* refuseOption(
        "sslmode",
        `cannot be ${sslmode}, which an attacker can switch off; say ${MODES.join(", ")}`,
      );
    }
    if (sslmode !== undefined && !MODES.includes(sslmode)) {
      return yield* refuseOption("sslmode", `must be one of ${MODES.join(", ")}`);
    }
    if (sslmode === "verify-ca" && options.sslrootcert === undefined) {
      return yield* refuseOption("sslmode", "cannot be verify-ca without sslrootcert");
    }
    if ((options.sslcert === undefined) !== (options.sslkey === undefined)) {
      return yield* refuseOption("sslcert", "and the option sslkey must be given together");
    }
    const ca = system ? undefined : yield* read("sslrootcert", options.sslrootcert);
    const cert = yield* read("sslcert", options.sslcert);
    const key = yield* read("sslkey", options.sslkey);
    return (host) => {
      const mode = sslmode ?? (system ? "verify-full" : isLocal(host) ? "disable" : "require");
      if (mode === "disable" || host.startsWith("/")) return false;
      const chosen: ConnectionOptions = {
        rejectUnauthorized: mode !== "require" || options.sslrootcert !== undefined,
        // Node would check the name that it was told to ask for, and an address is no such name.
        checkServerIdentity: (_, certificate) =>
          mode === "verify-full" ? checkServerIdentity(host, certificate) : undefined,
        ...(ca !== undefined && { ca }),
        ...(cert !== undefined && { cert }),
      };
      // Kept out of sight of whoever prints the configuration.
      return key === undefined
        ? chosen
        : Object.defineProperty(chosen, "key", { value: key, enumerable: false });
    };
  });
