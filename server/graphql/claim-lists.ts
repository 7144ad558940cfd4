// Lists of claims, wherever they hang: under the query, a record or a relation. One way of paging and counting for all.

import type { GraphQLResolveInfo } from 'graphql';
import { parseClaimFilter } from '../services/claim-filter.ts';
import type { ListItem } from '../services/lists.ts';
import { listClaims } from '../services/lists.ts';
import type { ResolvedRecord } from '../services/records.ts';
import { restrictClaim, restrictEnd } from '../services/restrict-filter.ts';
import type { ClaimFilter, ClaimOrder, Page, Stored } from '../store/store.ts';
import { everyFault } from './checks.ts';
import type { Connection, PageArgs } from './connections.ts';
import { checkPage, isAmongMany, pagingOf, readPage, selects, selectsRecords, toConnection } from './connections.ts';
import type { Context } from './context.ts';
import type { CountedAs } from './loaders.ts';
import type { RecordParent } from './parents.ts';

/** A filter that no claim can pass. */
interface Nothing {
  nothing: true;
  asOf: number | undefined;
}

export interface ClaimListArgs extends PageArgs {
  filter?: object | null;
  orderBy?: ClaimOrder | null;
}

/** `count`, where there is one, answers for many lists of one level in one call. */
export async function claimList(
  context: Context,
  info: GraphQLResolveInfo,
  args: PageArgs & { orderBy?: ClaimOrder | null },
  filter: ClaimFilter | Nothing,
  count?: () => Promise<number>,
): Promise<Connection<RecordParent<'claim'>>> {
  const order = args.orderBy ?? 'SAID_DESC';
  const page = readPage(args, info, 'claims', { filter, order });
  if ('nothing' in filter) return toConnection(page, { items: [], more: false, total: 0 }, filter.asOf);
  const shown = !count || selects(info, 'nodes', 'edges', 'pageInfo');
  // A single list counts with its page; where many of a level are counted, one call does it for all.
  const apart = count !== undefined && (!shown || isAmongMany(info));
  const paging = { ...pagingOf(page), total: page.total && !apart };
  const related = selectsRecords(info) ? 'REFERENCED' : undefined;
  const found = shown
    ? await listClaims(context.store, { filter, order, ...paging, related })
    : { items: [], more: false, total: null };
  if (related !== undefined) context.loaders.know(allOf(found), filter.asOf);
  const items = found.items.map(({ record, keys }) => ({ node: record, keys }));
  return { items, more: found.more, total: page.total && apart ? count : found.total, paging: page, asOf: filter.asOf };
}

/** The records of a page and those related to them. */
function allOf({ items, related = [] }: Pick<Page<ListItem<'claim'>>, 'items' | 'related'>): Stored[] {
  return [...items.map(({ record }) => record), ...related];
}

/** A filter that is read where the write ended that the record it hangs under was read in, unless it names a version itself. */
export async function filterAt(
  context: Context,
  given: object | null | undefined,
  asOf: number | undefined,
): Promise<ClaimFilter> {
  const filter = await parseClaimFilter(context.store, given);
  if (asOf === undefined || filter.asOf !== undefined) return filter;
  return { ...filter, asOf: await context.data.endOfWrite(asOf) };
}

async function filterOfList(context: Context, args: ClaimListArgs, asOf: number | undefined): Promise<ClaimFilter> {
  const [filter] = await everyFault(
    () => filterAt(context, args.filter, asOf),
    () => checkPage(args),
  );
  return filter;
}

/** Claims in which an actor speaks or is spoken about. */
export async function claimsAround(
  actor: ResolvedRecord,
  args: ClaimListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<RecordParent<'claim'>>> {
  const given = await filterOfList(context, args, actor.asOf);
  const filter = restrictClaim(given, 'about', actor.members);
  return claimList(context, info, args, filter, counted(context, 'end', actor, given));
}

/** Claims about a topic or a claim. */
export async function claimsAbout(
  target: ResolvedRecord,
  args: ClaimListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<RecordParent<'claim'>>> {
  const given = await filterOfList(context, args, target.asOf);
  const filter = restrictEnd(given, 'targets', target.members);
  if (filter === null) return claimList(context, info, args, { nothing: true, asOf: given.asOf });
  return claimList(context, info, args, filter, counted(context, 'target', target, given));
}

/** Claims about an event, or made at it; stances and the like hold towards the event, or for claims made at it. */
export async function claimsOfEvent(
  event: ResolvedRecord,
  args: ClaimListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<RecordParent<'claim'>>> {
  const given = await filterOfList(context, args, event.asOf);
  const filter = { ...restrictClaim(given, 'events', event.members), occasions: event.members.slice(0, 1) };
  return claimList(context, info, args, filter);
}

/** Claims that are quoted from a source. */
export async function claimsFrom(
  source: ResolvedRecord,
  args: ClaimListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<RecordParent<'claim'>>> {
  const given = await filterOfList(context, args, source.asOf);
  const filter = restrictClaim(given, 'sources', source.members);
  // The count of many replaces the list of sources, so it cannot hold for others as well.
  const count = filter.alsoSources === undefined ? counted(context, 'source', source, given) : undefined;
  return claimList(context, info, args, filter, count);
}

function counted(context: Context, as: CountedAs, record: ResolvedRecord, filter: ClaimFilter): () => Promise<number> {
  return () => context.loaders.count(as, record.id, filter);
}
