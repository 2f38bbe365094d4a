export { type Location, parseLocation } from "./Location.ts";
export { LocationError, type LocationReason } from "./LocationError.ts";
export { nodeCrypto } from "./nodeCrypto.ts";
export { Persistence, type PersistenceOptions } from "./Persistence.ts";
