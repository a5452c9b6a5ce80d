/** What is held already, where a stream of it is taken; nothing of what is empty. */
// oxlint-disable-next-line typescript/require-await -- nothing is waited for
export async function* oneChunk<T extends string | Uint8Array>(held: T): AsyncGenerator<T> {
  if (held.length > 0) yield held;
}
