import { MemoryLedger } from "../../testing/memory/MemoryLedger.ts";
import { planCaptureSuite } from "../../testing/suites/planCaptureSuite.ts";
import { planStoreSuite } from "../../testing/suites/planStoreSuite.ts";
import { planUpdateSuite } from "../../testing/suites/planUpdateSuite.ts";

planStoreSuite("memory", MemoryLedger.layer, MemoryLedger.capabilities);
planUpdateSuite("memory", MemoryLedger.layer, MemoryLedger.capabilities);
planCaptureSuite("memory", MemoryLedger.layer, MemoryLedger.capabilities);

import { planFilterSuite } from "../../testing/suites/planFilterSuite.ts";
import { planListSuite } from "../../testing/suites/planListSuite.ts";

planListSuite("memory", MemoryLedger.layer, MemoryLedger.capabilities);
planFilterSuite("memory", MemoryLedger.layer, MemoryLedger.capabilities);
