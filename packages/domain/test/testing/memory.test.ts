import { MemoryLedger, storeSuites } from "../../testing/index.ts";

storeSuites("memory", MemoryLedger.layer, MemoryLedger.capabilities);
