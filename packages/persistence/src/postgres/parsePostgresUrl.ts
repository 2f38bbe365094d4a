import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import * as Result from "effect/Result";
import type { ClientConfig } from "pg";
import type { LocationError } from "../LocationError.ts";
import { passwordFrom } from "./passfile.ts";
import {
  inRange,
  type PostgresSettings,
  type Range,
  ranges,
  refuseOption,
  settingNames,
} from "./settings.ts";
import { readTls } from "./tls.ts";
import { readUrl, type UrlParts } from "./urlParts.ts";

/** The variables of a process. */
export type Environment = { readonly [name: string]: string | undefined };

/** A ledger on a server. */
export interface PostgresLocation {
  readonly engine: "postgresql";
  /** `postgresql://user@host:port/database`, for messages. */
  readonly address: string;
  /** How to connect: where, as whom, how safely. */
  readonly client: ClientConfig;
  /** What the URL says about pool and time-outs. */
  readonly settings: PostgresSettings;
  /** The same for copies of the database that may be behind. */
  readonly replicas: ReadonlyArray<ClientConfig>;
}

const CONNECT: Range = { option: "connect_timeout", least: 1, most: 3_600, unit: "seconds" };
const PORT: Range = { option: "port", least: 1, most: 65_535, unit: "" };

const DEFAULT_CONNECT_SECONDS = 5;

const numberIn = (text: string, range: Range): Result.Result<number, LocationError> =>
  inRange(/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN, range);

const settingsOf = ({ options }: UrlParts): Result.Result<PostgresSettings, LocationError> =>
  Result.gen(function* () {
    const settings: { -readonly [Name in keyof PostgresSettings]: number } = {};
    for (const name of settingNames) {
      const text = options.get(ranges[name].option);
      if (text !== undefined) settings[name] = yield* numberIn(text, ranges[name]);
    }
    return settings;
  });

/** `host`, `host:port` or `[::1]:port`. */
const ENDPOINT = /^(\[[^\]]+\]|[^:[\]]+)(?::(\d+))?$/;

const endpointOf = (
  text: string,
  otherwise: number,
): Result.Result<{ readonly host: string; readonly port: number }, LocationError> =>
  Result.gen(function* () {
    const [, host, port] = ENDPOINT.exec(text) ?? [];
    if (host === undefined) return yield* refuseOption("replica", "must be host or host:port");
    return {
      host: host.replace(/^\[|\]$/g, ""),
      port: port === undefined ? otherwise : yield* numberIn(port, { ...PORT, option: "replica" }),
    };
  });

const systemUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return "postgres";
  }
};

const written = (host: string): string =>
  host.startsWith("/") ? encodeURIComponent(host) : host.includes(":") ? `[${host}]` : host;

/**
 * Reads `postgresql://user:password@host:port/database?options`. What is left out is taken from libpq's variables
 * (PGHOST, PGPORT, PGUSER, PGPASSWORD, PGPASSFILE, PGDATABASE, PGAPPNAME, PGOPTIONS, PGCONNECT_TIMEOUT, PGSSLMODE,
 * PGSSLROOTCERT, PGSSLCERT, PGSSLKEY) and then from its defaults, the password also from its password file. Files of
 * certificates are read here, so that everything that can be wrong with a URL is known before anything is opened.
 */
export const parsePostgresUrl = (
  url: string,
  environment: Environment,
): Result.Result<PostgresLocation, LocationError> =>
  Result.gen(function* () {
    const parts = yield* readUrl(url);
    /** An empty variable is none, as for libpq. */
    const given = (option: string, variable: string): string | undefined =>
      parts.options.get(option) ?? (environment[variable] || undefined);
    const host = parts.host ?? given("host", "PGHOST") ?? "localhost";
    if (host.includes(",")) {
      return yield* refuseOption("host", "must be one server; copies are named by replica=host:port");
    }
    const port = yield* numberIn(parts.port ?? given("port", "PGPORT") ?? "5432", PORT);
    const user = parts.user ?? given("user", "PGUSER") ?? systemUser();
    const database = parts.database ?? given("dbname", "PGDATABASE") ?? user;
    const seconds = given("connect_timeout", "PGCONNECT_TIMEOUT") ?? String(DEFAULT_CONNECT_SECONDS);
    const connectSeconds = yield* numberIn(seconds, CONNECT);
    const tls = yield* readTls({
      sslmode: given("sslmode", "PGSSLMODE"),
      sslrootcert: given("sslrootcert", "PGSSLROOTCERT"),
      sslcert: given("sslcert", "PGSSLCERT"),
      sslkey: given("sslkey", "PGSSLKEY"),
    });
    const passfile = environment.PGPASSFILE || join(homedir(), ".pgpass");
    const clientOf = (at: { readonly host: string; readonly port: number }): ClientConfig => ({
      ...at,
      user,
      database,
      // A function is not printed with the rest, and the file is read when a server asks.
      password: () =>
        parts.password ??
        given("password", "PGPASSWORD") ??
        passwordFrom(passfile, { ...at, database, user }) ??
        "",
      ssl: tls(at.host),
      application_name: given("application_name", "PGAPPNAME") ?? "planwright",
      options: given("options", "PGOPTIONS"),
      connectionTimeoutMillis: 1_000 * connectSeconds,
      keepAlive: true,
      // The driver would look for a variable of that name by itself.
      sslnegotiation: "postgres",
    });
    const replicas: Array<ClientConfig> = [];
    for (const replica of parts.replicas) replicas.push(clientOf(yield* endpointOf(replica, port)));
    return {
      engine: "postgresql",
      address: `postgresql://${encodeURIComponent(user)}@${written(host)}:${port}/${encodeURIComponent(database)}`,
      client: clientOf({ host, port }),
      settings: yield* settingsOf(parts),
      replicas,
    };
  });
