/**
 * Notices that nothing is answered any more: calls when something has been waited for and nothing was heard for so long.
 * One timer for a connection, however many messages there are.
 */
export class Watch {
  readonly #millis: number;
  readonly #silence: () => void;
  #waiting = 0;
  #heardAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param millis 0 for never */
  constructor(millis: number, silence: () => void) {
    this.#millis = millis;
    this.#silence = silence;
  }

  /** Something is waited for from now on. */
  begin(): void {
    if (this.#waiting++ === 0) this.#heardAt = performance.now();
    if (this.#millis > 0 && this.#timer === undefined) this.#look(this.#millis);
  }

  /** A part of it has come. */
  heard(): void {
    this.#heardAt = performance.now();
  }

  /** It has come. */
  end(): void {
    this.#waiting--;
    this.heard();
  }

  #look(afterMillis: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#waiting === 0) return;
      const left = this.#heardAt + this.#millis - performance.now();
      if (left <= 0) this.#silence();
      else this.#look(left);
    }, afterMillis);
    this.#timer.unref();
  }
}
