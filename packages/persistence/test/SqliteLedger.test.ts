import { storeSuites } from "@planwright/domain/testing";
import { sqliteCapabilities, sqliteLedger } from "./SqliteLedger.ts";

storeSuites("SQLite", sqliteLedger, sqliteCapabilities);
