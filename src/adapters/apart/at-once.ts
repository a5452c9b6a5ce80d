/** Lets so many run at the same time; who comes later waits, in the order they came. */
export function atOnce(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place is handed on, so that nobody who comes in between takes it.
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
