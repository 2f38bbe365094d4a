import { tmpdir } from "node:os";
import { memoryFolder } from "@planwright/test-postgres";

/**
 * Where ledgers of scenarios are kept until the scenario ends: files like any other, in memory where the system has room
 * for them (a busy disk takes most of the time otherwise) and nobody has said where temporary files belong.
 */
export const scratch = (): string => memoryFolder() ?? tmpdir();
