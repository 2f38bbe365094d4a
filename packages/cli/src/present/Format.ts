/** The forms in which a result can be printed. */
export const FORMATS = ["rich", "table", "plain", "json", "jsonl", "yaml"] as const;
export type Format = (typeof FORMATS)[number];

/** True when `text` names a format. */
export const isFormat = (text: string): text is Format => (FORMATS as ReadonlyArray<string>).includes(text);
