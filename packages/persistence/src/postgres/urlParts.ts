import * as Result from "effect/Result";
import { LocationError } from "../LocationError.ts";
import { ranges, refuseOption } from "./settings.ts";

/** What a URL says, decoded; what it leaves out is undefined. */
export interface UrlParts {
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly database: string | undefined;
  readonly options: ReadonlyMap<string, string>;
  readonly replicas: ReadonlyArray<string>;
}

/** The options beside those that are numbers of ours: libpq's, under its names. */
const OPTIONS: ReadonlySet<string> = new Set([
  ...Object.values(ranges).map(({ option }) => option),
  "application_name",
  "connect_timeout",
  "dbname",
  "host",
  "options",
  "password",
  "port",
  "sslcert",
  "sslkey",
  "sslmode",
  "sslrootcert",
  "user",
]);

/** These may hold what nobody should read in a message: only words are repeated. */
const nameOf = (option: string): string =>
  /^[a-z_]{1,40}$/i.test(option) ? option : "of an unreadable name";

const notAUrl = Result.fail(new LocationError({ reason: { _tag: "NotAUrl" } }));

const decoded = (text: string): string | undefined => (text === "" ? undefined : decodeURIComponent(text));

/** Node reads `postgresql://user@/database` as no URL; libpq takes it for a URL without a host. */
const WITHOUT_HOST = /^(postgres(?:ql)?:\/\/)((?:[^@/?#]*@)?)(?=[/?#]|$)/;

const partsOf = (
  url: string,
): Omit<UrlParts, "options" | "replicas"> & { readonly query: URLSearchParams } => {
  const bare = WITHOUT_HOST.test(url);
  const { hash, hostname, password, pathname, port, searchParams, username } = new URL(
    url
      .replace(WITHOUT_HOST, "$1$2nowhere")
      // Node reads a plus as a space there, and libpq as what it is.
      .replace(/\?.*$/s, (query) => query.replaceAll("+", "%2B")),
  );
  if (hash !== "" || pathname.slice(1).includes("/")) throw new URIError("a database has one name");
  const host = decoded(hostname.replace(/^\[|\]$/g, ""));
  return {
    user: decoded(username),
    password: decoded(password),
    host: bare ? undefined : host,
    port: decoded(port),
    database: decoded(pathname.slice(1)),
    query: searchParams,
  };
};

/** Takes a `postgresql:` URL apart; an unknown option, or one that is given twice, is refused by name. */
export const readUrl = (url: string): Result.Result<UrlParts, LocationError> =>
  Result.gen(function* () {
    const { query, ...parts } = yield* Result.orElse(
      Result.try(() => partsOf(url)),
      () => notAUrl,
    );
    if (url.includes("\0") || /%00/.test(url)) return yield* notAUrl;
    const options = new Map<string, string>();
    const replicas: Array<string> = [];
    for (const [option, value] of query) {
      if (option === "replica") {
        replicas.push(value);
        continue;
      }
      if (!OPTIONS.has(option)) {
        const reason = { _tag: "UnknownOption", option: nameOf(option) } as const;
        return yield* Result.fail(new LocationError({ reason }));
      }
      if (options.has(option)) return yield* refuseOption(option, "is given twice");
      if (value === "") return yield* refuseOption(option, "has no value");
      options.set(option, value);
    }
    const besides = {
      host: parts.host,
      port: parts.port,
      user: parts.user,
      password: parts.password,
      dbname: parts.database,
    };
    for (const [option, value] of Object.entries(besides)) {
      if (value !== undefined && options.has(option)) return yield* refuseOption(option, "is given twice");
    }
    return { ...parts, options, replicas };
  });
