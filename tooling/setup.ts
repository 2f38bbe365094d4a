// Before every test file: generated values start from the seed of the run.
import * as Arbitrary from "effect/Arbitrary";
import { seed } from "./seed.ts";

Arbitrary.configureGlobal({ check: { seed }, sample: { seed } });
