import { InvalidInput } from "@planwright/domain";
import { titleOf } from "./readInputFile.ts";

/** What is wrong with the content of a file, under the file's name; any other error as it is. */
export const inFile =
  (path: string) =>
  <E>(error: E): E | InvalidInput =>
    error instanceof InvalidInput && error.subject !== ""
      ? new InvalidInput({ subject: titleOf(path), issues: error.issues })
      : error;
