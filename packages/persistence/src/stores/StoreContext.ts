import type { Sha256 } from "@planwright/domain";
import type { Session } from "../Session.ts";

/** What every store of a unit of work is made from. */
export interface StoreContext {
  readonly session: Session;
  readonly sha256: Sha256;
}
