// A row of the table of known answers: a question, and the answer that a person derived from the set, as a short text. How
// an answer is written short is told by each kind of row, here and in the files beside.

import { expect } from 'vitest';
import type { Ask } from '../support/example.ts';

export interface Row {
  says: string;
  /** Asks, and compares. */
  check(ask: AskData): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
export type Data = any;

/** The data of an answer without errors. */
export type AskData = ((query: string, variables?: object) => Promise<Data>) & { raw: Ask };

/** One question with one answer, made short by `short`. */
export function row(
  says: string,
  query: string,
  variables: object,
  short: (data: Data) => unknown,
  answer: unknown,
): Row {
  return {
    says,
    check: async (ask) => expect(short(await ask(query, variables))).toEqual(answer),
  };
}

/** `act_nor` as `nor`, `clm_03` as `03`. */
export const bare = (id: string) => id.slice(id.indexOf('_') + 1);

export function idsOf(nodes: readonly { id: string }[]): string {
  return nodes.map(({ id }) => bare(id)).join(' ');
}

const FORWARD = ['hasNextPage', 'hasPreviousPage'] as const;
const BACKWARD = ['hasPreviousPage', 'hasNextPage'] as const;

interface ListAnswer {
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  nodes: never[];
}

export interface PagesOptions {
  says: string;
  /** The query with `LIST` where the list stands, such as `{ actor(id: "act_ada") { LIST } }`; left out, it is a list of all. */
  within?: string;
  /** Name of the list, and its arguments beside those that page. */
  list: string;
  args?: string;
  fields?: string;
  short?: (nodes: Data[]) => string;
  /** Each page of two. */
  pages: readonly string[];
  /** Whether it can be walked from its end too: the same pages of two, counted from there, last one first. */
  back?: readonly string[];
}

/** A list in pages of two, from the start and, where it can, from the end. */
export function pages({
  says,
  within = '{ LIST }',
  list,
  args = '',
  fields = 'id',
  short = idsOf,
  ...answer
}: PagesOptions): Row {
  const pageOf = async (ask: AskData, size: string, from: string, cursor: string | null): Promise<ListAnswer> => {
    const given = [args, `${size}: $size`, ...(cursor === null ? [] : [`${from}: $cursor`])].filter(
      (one) => one !== '',
    );
    const selection = `list: ${list}(${given.join(', ')}) { nodes { ${fields} } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
    const variables = cursor === null ? '($size: Int)' : '($size: Int, $cursor: String)';
    const query = `query ${variables} ${within.replace('LIST', selection)}`;
    return listIn(await ask(query, { size: 2, cursor: cursor ?? undefined }));
  };
  const walk = async (ask: AskData, size: string, from: string, next: 'endCursor' | 'startCursor') => {
    const [more, before] = next === 'endCursor' ? FORWARD : BACKWARD;
    const found: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const { nodes, edges, pageInfo } = await pageOf(ask, size, from, cursor);
      found.push(short(nodes));
      expect(pageInfo.startCursor).toBe(edges[0]?.cursor);
      expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor);
      expect(pageInfo[before]).toBe(cursor !== null);
      cursor = pageInfo[next];
      if (pageInfo[more]) continue;
      // Beyond the last one there is nothing.
      expect((await pageOf(ask, size, from, cursor)).nodes).toEqual([]);
      return found;
    }
  };
  return {
    says,
    check: async (ask) => {
      expect(await walk(ask, 'first', 'after', 'endCursor')).toEqual(answer.pages);
      if (answer.back) expect(await walk(ask, 'last', 'before', 'startCursor')).toEqual(answer.back);
    },
  };
}

function listIn(data: object): ListAnswer {
  for (let at: object = data; ; at = Object.values(at)[0] as object) if ('list' in at) return at.list as ListAnswer;
}
