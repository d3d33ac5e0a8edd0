// Cuts a text that comes in pieces into sentences, each given out as soon as it is whole.

/** Ends at a line break, or at a full stop and the like before a space. */
const END = /\n|[.!?…]+["”)]?(?=\s)/;

/** Sentences with what ends them, in order; joined they are the text. Rejects with what `pieces` rejects with. */
export async function* sentenceStream(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    rest += piece;
    for (let end = END.exec(rest); end !== null; end = END.exec(rest)) {
      const at = end.index + end[0].length;
      yield rest.slice(0, at);
      rest = rest.slice(at);
    }
  }
  if (rest !== '') yield rest;
}
