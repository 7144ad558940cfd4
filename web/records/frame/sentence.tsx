// A sentence with its numbers in bold, so that they are found at a glance and still read as words.

const NUMBER = /(\d+(?:[.,\u00a0\u202f]\d{3})*)/;

export function Sentence({ children }: { children: string }) {
  return children.split(NUMBER).map((part, index) =>
    // Every second part is a number: that is how `split` gives what it matched.
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places.
    index % 2 === 1 ? <b key={index}>{part}</b> : part,
  );
}
