import process from "node:process";

/**
 * What stands before a program that is to be bound by the permission bits of files. Root is not bound by them until it
 * gives that privilege up; anybody else is anyway. `setpriv` is part of util-linux.
 */
export const bound: ReadonlyArray<string> =
  process.getuid?.() === 0 ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"] : [];
