/** Checks something; where that fails, the failure also tells what was going on. */
export const told = (what: string, check: () => void): void => {
  try {
    check();
  } catch (error) {
    if (error instanceof Error) error.message = `${error.message}\n${what}`;
    throw error;
  }
};
