const ULID = /\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g;
const INSTANT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;
const SECRET = /(<id \d+>\.\d+\.)[0-9a-f]{32}\b/g;
const NUMBERS = /"(duration_ms|elapsed_ms|waited_ms|bytes)": \d+/g;
const SHORT = /\b[0-9A-HJKMNP-TV-Z]{8}\b/gi;

/**
 * A text in which everything that differs from run to run is replaced: ids by their order, instants, lengths of time,
 * secrets and the folder of the test.
 */
export const normalized = (text: string, folder: string): string => {
  const ids: Array<string> = [];
  const place = (id: string): number => {
    if (!ids.includes(id)) ids.push(id);
    return ids.indexOf(id) + 1;
  };
  const withoutIds = text.replaceAll(folder, "<folder>").replaceAll(ULID, (id) => `<id ${place(id)}>`);
  const shorts = new Map(ids.map((id, at) => [id.slice(-8), `<short ${at + 1}>`]));
  return withoutIds
    .replaceAll(SECRET, "$1<secret>")
    .replaceAll(SHORT, (word) => shorts.get(word.toUpperCase()) ?? word)
    .replaceAll(INSTANT, "<instant>")
    .replaceAll(NUMBERS, '"$1": 0');
};
