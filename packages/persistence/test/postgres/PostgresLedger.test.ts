import { storeSuites } from "@planwright/domain/testing";
import { postgresCapabilities, postgresLedger } from "./PostgresLedger.ts";

storeSuites("PostgreSQL", postgresLedger, postgresCapabilities);
