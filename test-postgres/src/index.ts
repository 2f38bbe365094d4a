export { connected } from "./admin.ts";
export { beginRun, type SharedServer } from "./beginRun.ts";
export { createDatabase, type Database, type DatabaseOptions, templateDatabase } from "./Database.ts";
export type { Installation } from "./Installation.ts";
export type { EndingSignal, Server } from "./Server.ts";
export { startReplica } from "./startReplica.ts";
export { type ServerOptions, startServer } from "./startServer.ts";
export { systemServers } from "./systemServers.ts";
export { testServer } from "./testServer.ts";
