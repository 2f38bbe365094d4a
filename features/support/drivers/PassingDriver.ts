import type { Json } from "../Json.ts";
import type { Answer, Driver, Refusal, Request } from "./Driver.ts";
import type { PassedTime } from "./PassedTime.ts";

/** Lets time pass where no clock can be told to, because it is a server's or the machine's. */
export class PassingDriver implements Driver {
  readonly #driver: Driver;
  readonly #time: PassedTime;

  constructor(driver: Driver, time: PassedTime) {
    this.#driver = driver;
    this.#time = time;
  }

  async ask(request: Request): Promise<Answer> {
    const answer = await this.#driver.ask({ ...request, input: this.#time.meant(request.input) });
    const { data, output, refusal } = answer;
    return {
      ...answer,
      data: this.#time.told(data),
      refusal: refusal === undefined ? undefined : this.#refusal(refusal),
      output: this.#time.told(output),
    };
  }

  #refusal({ code, details, message }: Refusal): Refusal {
    return { code, message: this.#time.told(message), details: this.#time.told(details) };
  }

  async another(): Promise<Driver> {
    return new PassingDriver(await this.#driver.another(), this.#time);
  }

  pass(millis: number): Promise<void> {
    return this.#time.pass(millis);
  }

  async rulesOf(digest: string): Promise<Json> {
    return this.#time.told(await this.#driver.rulesOf(digest));
  }

  close(): Promise<void> {
    return this.#driver.close();
  }
}
