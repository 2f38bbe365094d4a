export { type Location, parseLocation } from "./Location.ts";
export { LocationError, type LocationReason } from "./LocationError.ts";
export { nodeCrypto } from "./nodeCrypto.ts";
export { type Handle, Persistence, type PersistenceOptions } from "./Persistence.ts";
export type { PostgresLocation } from "./postgres/parsePostgresUrl.ts";
export type { PostgresSettings } from "./postgres/settings.ts";
