// Pages as Relay asks for them. Cursors hold the sort keys of an item and belong to one question, so a page costs the same
// at any depth, and a cursor of another question is refused.

import type { FieldNode, GraphQLResolveInfo, SelectionNode, SelectionSetNode } from 'graphql';
import { GraphQLIncludeDirective, GraphQLSkipDirective, getDirectiveValues, Kind } from 'graphql';
import type { CursorKey } from '../domain/cursors.ts';
import { decodeCursor, encodeCursor, questionHash } from '../domain/cursors.ts';
import { OnRecordError } from '../domain/errors.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import type { Page, Paging } from '../store/store.ts';
import type { Context } from './context.ts';

export type Keys = readonly CursorKey[];

export interface Connection<T> {
  items: readonly { node: T; keys: Keys }[];
  more: boolean;
  total: number | null | (() => Promise<number>);
  paging: Asked;
  /** The version that was asked for; else it is that of the operation. */
  asOf?: number | undefined;
}

export interface Edge<T> {
  node: T;
  keys: Keys;
  question: string;
}

/** Arguments of a connection; those that page forward only have no `last` and `before`. */
export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** How a page was asked for. */
export interface Asked {
  question: string;
  limit: number;
  after: CursorKey[] | undefined;
  backward: boolean;
  total: boolean;
}

const DEFAULT_SIZE = 25;
const LARGEST = 100;

/**
 * The sizes, the direction and the form of a cursor: what can be told before it is known what the question is. A page has at most so
 * many items. Throws INVALID with every fault.
 */
export function checkPage({ first, after, last, before }: PageArgs, most = LARGEST): void {
  const faults = new FaultCollector();
  checkSize(first, 'first', most, faults);
  checkSize(last, 'last', most, faults);
  if (isGiven(first) && isGiven(last)) faults.add(['last'], { code: 'FIRST_AND_LAST' });
  if (isGiven(first) && isGiven(before)) faults.add(['before'], { code: 'BEFORE_WITH_FIRST' });
  if (isGiven(last) && isGiven(after)) faults.add(['after'], { code: 'AFTER_WITH_LAST' });
  if (isGiven(after) && isGiven(before)) faults.add(['before'], { code: 'AFTER_AND_BEFORE' });
  const field = isGiven(last) || isGiven(before) ? 'before' : 'after';
  const cursor = field === 'before' ? before : after;
  if (isGiven(cursor)) readCursor(cursor, null, field, faults);
  faults.throwIfAny();
}

/** `what` and `about` are the question: a cursor of any other one is refused. Throws INVALID with every fault. */
export function readPage(args: PageArgs, info: GraphQLResolveInfo, what: string, about: object, most = LARGEST): Asked {
  checkPage(args, most);
  const { first, after, last, before } = args;
  const faults = new FaultCollector();
  const question = questionHash([what, about]);
  const backward = isGiven(last) || isGiven(before);
  const cursor = backward ? before : after;
  const keys = isGiven(cursor) ? readCursor(cursor, question, backward ? 'before' : 'after', faults) : undefined;
  faults.throwIfAny();
  return {
    question,
    limit: (backward ? last : first) ?? DEFAULT_SIZE,
    after: keys,
    backward,
    total: selects(info, 'totalCount'),
  };
}

function readCursor(
  text: string,
  question: string | null,
  field: 'after' | 'before',
  faults: FaultCollector,
): CursorKey[] | undefined {
  try {
    return decodeCursor(text, question, field);
  } catch (error) {
    if (!(error instanceof OnRecordError)) throw error;
    for (const fault of error.faults) faults.add(fault.path, fault);
    return undefined;
  }
}

export function pagingOf({ limit, after, backward, total }: Asked): Paging {
  return { limit, after, backward, total };
}

export function toConnection<T>(
  paging: Asked,
  page: Pick<Page<unknown>, 'more'> & { total?: number | null; items: Connection<T>['items'] },
  asOf?: number,
): Connection<T> {
  return { items: page.items, more: page.more, total: page.total ?? null, paging, asOf };
}

/** Resolvers of every connection and every edge. */
export const connectionFields = {
  nodes: <T>({ items }: Connection<T>) => items.map(({ node }) => node),
  edges: <T>({ items, paging }: Connection<T>): Edge<T>[] =>
    items.map((item) => ({ ...item, question: paging.question })),
  pageInfo: <T>({ items, more, paging }: Connection<T>) => {
    const cursorAt = (item: { keys: Keys } | undefined) =>
      item ? encodeCursor({ query: paging.question, keys: item.keys }) : null;
    return {
      hasNextPage: paging.backward ? paging.after !== undefined : more,
      hasPreviousPage: paging.backward ? more : paging.after !== undefined,
      startCursor: cursorAt(items[0]),
      endCursor: cursorAt(items.at(-1)),
    };
  },
};
export const datasetVersion = ({ asOf }: { asOf?: number | undefined }, _args: object, { data }: Context) =>
  data.version(asOf);
export const totalCount = <T>({ total }: Connection<T>) => (typeof total === 'function' ? total() : total);
export const edgeFields = {
  cursor: <T>({ question, keys }: Edge<T>) => encodeCursor({ query: question, keys }),
};

/** Whether the operation asks for a field right below this one; what it leaves out need not be computed. */
export function selects(info: GraphQLResolveInfo, ...names: readonly string[]): boolean {
  return info.fieldNodes.some(({ selectionSet }) =>
    holds(info, selectionSet, ({ name }) => names.includes(name.value)),
  );
}

/** Whether it asks for anything of the items of a page that has fields of its own. */
export function selectsRecords(info: GraphQLResolveInfo): boolean {
  return selectsOfItems(info, (field) => field.selectionSet !== undefined);
}

/** Whether it asks for a field of the items of a page for which `wanted` holds. */
export function selectsOfItems(info: GraphQLResolveInfo, wanted: (field: FieldNode) => boolean): boolean {
  const inItem = ({ selectionSet }: FieldNode) => holds(info, selectionSet, wanted);
  const inEdge = (edge: FieldNode) =>
    holds(info, edge.selectionSet, (field) => field.name.value === 'node' && inItem(field));
  return info.fieldNodes.some(({ selectionSet }) =>
    holds(info, selectionSet, (field) =>
      field.name.value === 'nodes' ? inItem(field) : field.name.value === 'edges' && inEdge(field),
    ),
  );
}

/** Whether it asks for anything of a record, or of each in a list of records, that has fields of its own. */
export function selectsWithin(info: GraphQLResolveInfo): boolean {
  return info.fieldNodes.some(({ selectionSet }) =>
    holds(info, selectionSet, (field) => field.selectionSet !== undefined),
  );
}

/** Whether the field hangs under an item of a list, so that there may be many of it. */
export function isAmongMany({ path }: GraphQLResolveInfo): boolean {
  for (let step: GraphQLResolveInfo['path'] | undefined = path; step; step = step.prev)
    if (typeof step.key === 'number') return true;
  return false;
}

/** Whether a field for which `wanted` holds is selected, fragments and directives considered. */
function holds(
  info: GraphQLResolveInfo,
  set: SelectionSetNode | undefined,
  wanted: (field: FieldNode) => boolean,
): boolean {
  return (
    set?.selections.some((selection) => {
      if (selection.directives?.length && isLeftOut(selection, info)) return false;
      if (selection.kind === Kind.FIELD) return wanted(selection);
      if (selection.kind === Kind.INLINE_FRAGMENT) return holds(info, selection.selectionSet, wanted);
      return holds(info, info.fragments[selection.name.value]?.selectionSet, wanted);
    }) ?? false
  );
}

function isLeftOut(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if === true) return true;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if === false;
}

function checkSize(size: number | null | undefined, field: string, most: number, faults: FaultCollector): void {
  if (isGiven(size) && (size < 1 || size > most)) faults.add([field], { code: 'PAGE_SIZE', most });
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
