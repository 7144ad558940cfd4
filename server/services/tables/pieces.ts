// Text on its way out in pieces of about one size: a piece for each row would be too many, one for all too much.

const PIECE = 64 * 1_024;

/** Each piece ends with the text that fills it. */
export async function* inPieces(texts: AsyncIterable<Iterable<string>>): AsyncGenerator<Uint8Array, void, void> {
  let piece = '';
  for await (const part of texts)
    for (const text of part) {
      piece += text;
      if (piece.length < PIECE) continue;
      yield Buffer.from(piece);
      piece = '';
    }
  if (piece !== '') yield Buffer.from(piece);
}
