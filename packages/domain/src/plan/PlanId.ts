/** A plan's id: a ULID for every plan made here, any text for an adopted one (storage.md section 5). It never changes. */
export type PlanId = string & { readonly PlanId: unique symbol };

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const SHORT = /^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{8}$/;

/** True for 26 characters of upper-case Crockford base32 that fit 128 bits. */
export const isUlid = (text: string): boolean => ULID.test(text);

const isKey = (text: string): text is PlanId => text !== "";

/** The id that a stored key stands for; only new ids must be ULIDs, so any text but the empty one is a key. */
export const planIdFromKey = (text: string): PlanId => {
  if (!isKey(text)) throw new RangeError("a plan id is not empty");
  return text;
};

/** Only the letters of ASCII: an adopted id may hold others, which the databases' indexes leave as they are. */
const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

/** The last 8 characters of an id, upper case: what tables show and what is accepted wherever an id is. */
export const shortId = (id: PlanId): string => upper(id.slice(-8));

/** The short id that `text` may be, upper case, or undefined when it has not the form of one. */
export const parseShortId = (text: string): string | undefined =>
  SHORT.test(text) ? upper(text) : undefined;

const timePart = (millis: number): string => {
  let text = "";
  let rest = millis;
  for (let i = 0; i < 10; i++) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

const randomPart = (bytes: Uint8Array): Array<number> =>
  Array.from({ length: 16 }, (_, i) => (bytes[i] ?? 0) & 31);

/** Adds one to 16 base32 digits in place; true when it overflowed. */
const increment = (digits: Array<number>): boolean => {
  for (let i = digits.length - 1; i >= 0; i--) {
    const digit = digits[i] ?? 0;
    if (digit < 31) {
      digits[i] = digit + 1;
      return false;
    }
    digits[i] = 0;
  }
  return true;
};

/**
 * A generator of ULIDs that rise strictly within it, also within one millisecond and when the clock goes back.
 *
 * @param randomBytes gives at least 16 unpredictable bytes for each new millisecond
 */
export const makeUlids = (randomBytes: (length: number) => Uint8Array): ((millis: number) => PlanId) => {
  let last = -1;
  let digits: Array<number> = [];
  return (millis) => {
    const now = Math.max(Math.trunc(millis), last);
    if (now > last) {
      last = now;
      digits = randomPart(randomBytes(16));
    } else if (increment(digits)) {
      last += 1;
      digits = randomPart(randomBytes(16));
    }
    return planIdFromKey(timePart(last) + digits.map((digit) => ALPHABET.charAt(digit)).join(""));
  };
};
