import * as Context from "effect/Context";
import type { UnitOfWork } from "../../src/store/UnitOfWork.ts";

/** The same ledger through another connection, as another process would open it. */
export class SecondConnection extends Context.Service<SecondConnection, UnitOfWork["Service"]>()(
  "@planwright/domain/testing/suites/SecondConnection",
) {}
