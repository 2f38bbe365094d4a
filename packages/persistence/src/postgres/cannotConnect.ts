import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { ClientConfig } from "pg";
import { failure } from "./failure.ts";
import { UnfitServer } from "./greet.ts";
import { isServerError } from "./isServerError.ts";

/** The code of an error of the system or of TLS; that of the last address of a host that has several. */
const codeOf = (cause: object): string => {
  const code: unknown = "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : "";
};

const CERTIFICATE = /^(?:CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/;

const serverOf = ({ host = "", port }: ClientConfig): string =>
  host.startsWith("/") ? `the server behind ${host}` : `the server at ${host}:${port}`;

const sentence = (cause: Error, config: ClientConfig): string => {
  const { connectionTimeoutMillis, host } = config;
  const server = serverOf(config);
  const code = codeOf(cause);
  if (CERTIFICATE.test(code)) return `the certificate of ${server} is not trusted (${code})`;
  if (/^(?:ERR_SSL_|ERR_TLS_|EPROTO)/.test(code)) return `no TLS with ${server} could be agreed on (${code})`;
  switch (code) {
    case "ECONNREFUSED":
    case "ENOENT":
    case "EACCES":
      return `the connection to ${server} was refused (${code})`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the host ${host} is not known`;
  }
  if (/does not support SSL/.test(cause.message)) {
    return `${server} offers no TLS; say sslmode=disable where the network can be trusted`;
  }
  if (/client password must be/.test(cause.message)) {
    return `${server} asks for a password, and none was given`;
  }
  // Before other words are looked for, because some of these errors repeat what the server says.
  if (cause.message.startsWith("SASL: "))
    return `the authentication with ${server} failed (${cause.message})`;
  if (/timeout/.test(cause.message)) return `${server} has not answered for ${connectionTimeoutMillis} ms`;
  return `${server} does not keep a connection (${code || cause.message})`;
};

/** What an error means with which no connection was made; what is said names the server and never a password. */
export const cannotConnect = (cause: unknown, config: ClientConfig): Effect.Effect<never, StorageError> =>
  isServerError(cause) || cause instanceof UnfitServer || !(cause instanceof Error)
    ? failure(cause)
    : Effect.fail(
        new StorageError({ reason: { _tag: "Unavailable", what: sentence(cause, config) }, cause }),
      );

/** What it means that a server has had no room for as long as was waited. */
export const noRoom = ({ cause }: StorageError, config: ClientConfig): StorageError =>
  new StorageError({
    reason: { _tag: "Unavailable", what: `${serverOf(config)} has no room for another connection` },
    cause,
  });
