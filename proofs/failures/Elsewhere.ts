import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { StorageError, type StorageReason } from "@planwright/domain";
import type { Calls, How } from "./Calls.ts";
import type { Outcome } from "./Outcome.ts";

/** What a process with a ledger is told to do. */
export interface Ordered {
  readonly number: number;
  /** `create` makes the action of the proofs, with the ledger open for no longer than that. */
  readonly order: "open" | "create" | "use" | "look" | "close";
  readonly url?: string;
  readonly name?: string;
}

/** What it answers. */
export type Replied =
  | { readonly number: number; readonly millis: number; readonly reason: StorageReason | null }
  | { readonly number: number; readonly thrown: string };

const PROGRAM = fileURLToPath(new URL("programs/ledgerElsewhere.ts", import.meta.url));

interface Waiting {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** A process of its own that has a ledger open, started through other programs that decide what it may do and see. */
export class Elsewhere implements Calls {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #number = 0;

  constructor(through: ReadonlyArray<string>) {
    const node = [process.execPath, "--conditions=@planwright/source", PROGRAM] as const;
    const [program, ...args] = [...through, ...node] as const;
    this.#child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.#child.on("message", (replied: Replied) => this.#hear(replied));
    this.#child.on("exit", (code, signal) => {
      const ended = new Error(`the process ended with ${code ?? signal} before it answered`);
      for (const { reject } of this.#waiting.values()) reject(ended);
    });
  }

  /** Opens a ledger, and closes the one before. */
  open(url: string): Promise<Outcome> {
    return this.#ask({ order: "open", url });
  }

  /** Makes the action of the proofs in a ledger. */
  async create(url: string): Promise<void> {
    const { told } = await this.#ask({ order: "create", url });
    if (told !== null) throw told;
  }

  use(name: string, how?: How): Promise<Outcome> {
    if (how !== undefined) throw new Error("another process cannot be told to do it in another way");
    return this.#ask({ order: "use", name });
  }

  look(): Promise<Outcome> {
    return this.#ask({ order: "look" });
  }

  /** Closes the ledger and ends the process. */
  async close(): Promise<void> {
    const { told } = await this.#ask({ order: "close" });
    const ended = once(this.#child, "exit");
    this.#child.disconnect();
    await ended;
    if (told !== null) throw told;
  }

  #ask(order: Omit<Ordered, "number">): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const number = this.#number++;
      this.#waiting.set(number, { resolve, reject });
      this.#child.send({ ...order, number }, (error) => {
        if (error !== null && this.#waiting.delete(number)) reject(error);
      });
    });
  }

  #hear(replied: Replied): void {
    const waiting = this.#waiting.get(replied.number);
    this.#waiting.delete(replied.number);
    if ("thrown" in replied) waiting?.reject(new Error(replied.thrown));
    else
      waiting?.resolve({
        millis: replied.millis,
        told: replied.reason === null ? null : new StorageError({ reason: replied.reason }),
      });
  }
}
