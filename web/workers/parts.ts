// The connected parts of a network: within a part every node is reached from every other, over links either way.

export interface Link {
  source: string;
  target: string;
}

/** Ids in the order given; the parts in the order of their first nodes. */
export function connectedParts(ids: readonly string[], links: readonly Link[]): string[][] {
  const neighbors = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { source, target } of links) {
    neighbors.get(source)?.push(target);
    neighbors.get(target)?.push(source);
  }
  const parts: string[][] = [];
  const partOf = new Map<string, string[]>();
  const reach = (first: string, part: string[]) => {
    const reached = [first];
    for (const id of reached) {
      if (partOf.has(id)) continue;
      partOf.set(id, part);
      reached.push(...(neighbors.get(id) ?? []));
    }
  };
  for (const id of ids) {
    if (!partOf.has(id)) {
      parts.push([]);
      reach(id, parts.at(-1) as string[]);
    }
    partOf.get(id)?.push(id);
  }
  return parts;
}
