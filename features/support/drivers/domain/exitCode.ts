import type { DomainError } from "@planwright/domain/representation";
import { errorCode } from "@planwright/domain/representation";

/**
 * The exit codes of interfaces.md section 2 by error code, where they are not 4 (a conflict). Written down a second time
 * on purpose: the command line has its own table, and the scenarios hold the two together.
 */
const EXIT: { readonly [code: string]: number } = {
  invalid_input: 2,
  invalid_profile: 2,
  empty_name: 2,
  bad_snapshot: 2,
  ambiguous: 2,
  unknown_profile: 2,
  not_found: 3,
  approval_required: 5,
  busy: 6,
  unavailable: 6,
  full: 6,
  read_only: 6,
  corrupt: 6,
  schema_too_new: 6,
  schema_too_old: 6,
};

/** What a command ends with when a use case fails. */
export const exitCode = (error: DomainError): number => EXIT[errorCode(error)] ?? 4;
