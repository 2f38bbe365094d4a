/** `WrongState` as `wrong_state`, `waitedMillis` as `waited_millis`: how names of the code are written in JSON. */
export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? "" : "_"}${letter.toLowerCase()}`);
