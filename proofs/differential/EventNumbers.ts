import type { UnitOfWork } from "@planwright/domain";
import * as Effect from "effect/Effect";

const ALL = 1_000_000;

/**
 * The places of events in a log whose ids have gaps: the event with the smallest id is the first, and so on. Where ids
 * have none, places and ids are the same.
 */
export class EventNumbers {
  readonly #uow: UnitOfWork["Service"];
  readonly #ids: Array<number> = [];
  readonly #places = new Map<number, number>();

  constructor(uow: UnitOfWork["Service"]) {
    this.#uow = uow;
  }

  /** Looks at what has come to the log since. */
  readonly refresh = Effect.suspend(() =>
    Effect.map(
      this.#uow.read((stores) => stores.events.read({ after: this.#ids.at(-1) ?? 0, limit: ALL })),
      (events) => {
        for (const { id } of events) this.#places.set(id, this.#ids.push(id));
      },
    ),
  );

  /** The id of the event at a place counted from 1 on; beyond the end an id that no event has yet. */
  idAt(place: number): number {
    return this.#ids[place - 1] ?? (place <= 0 ? place : (this.#ids.at(-1) ?? 0) + place);
  }

  /** The place of an event, counted from 1 on. */
  placeOf(id: number): number | undefined {
    return this.#places.get(id);
  }
}
