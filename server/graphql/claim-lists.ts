// Lists of claims, wherever they hang: under the query, a record or a relation. One way of paging and counting for all.

import type { GraphQLResolveInfo } from 'graphql';
import { KINDS } from '../domain/kinds.ts';
import type { Id } from '../domain/records.ts';
import { parseClaimFilter } from '../services/claim-filter.ts';
import { listClaims } from '../services/lists.ts';
import { narrowClaim, narrowEnd } from '../services/narrowing.ts';
import type { Seen } from '../services/records.ts';
import type { ClaimFilter, ClaimOrder } from '../store/store.ts';
import type { Connection, PageArgs } from './connections.ts';
import { pagingOf, readPage, selects, selectsRecords, toConnection } from './connections.ts';
import type { Context } from './context.ts';
import type { CountedAs } from './loaders.ts';
import type { ClaimParent } from './parents.ts';

export interface ClaimListArgs extends PageArgs {
  filter?: object | null;
  orderBy?: ClaimOrder | null;
}

/** `count`, where there is one, answers for many lists of one level in one call. */
export async function claimList(
  context: Context,
  info: GraphQLResolveInfo,
  args: PageArgs & { orderBy?: ClaimOrder | null },
  filter: ClaimFilter | null,
  count?: () => Promise<number>,
): Promise<Connection<ClaimParent>> {
  const order = args.orderBy ?? 'SAID_DESC';
  const page = readPage(args, info, 'claims', { filter, order });
  if (filter === null) return toConnection(page, { items: [], more: false, total: 0 });
  const shown = !count || selects(info, 'nodes', 'edges', 'pageInfo');
  const paging = { ...pagingOf(page), total: page.total && !count };
  const found = shown
    ? await listClaims(context.store, { filter, order, ...paging })
    : { items: [], more: false, total: null };
  if (selectsRecords(info)) await context.loaders.expect(namedBy(found.items), filter.asOf);
  const items = found.items.map(({ seen, keys }) => ({ node: seen, keys }));
  return { items, more: found.more, total: page.total && count ? count : found.total, paging: page };
}

/** Every record that the claims of a page name: read together, they cost one call for the page. */
function namedBy(page: readonly { seen: ClaimParent }[]): Id[] {
  return page.flatMap(({ seen }) => KINDS.claim.refs(seen.record).map(({ id }) => id));
}

/** A filter that is read at the version of the record it hangs under, unless it names one itself. */
export async function filterAt(
  context: Context,
  given: object | null | undefined,
  asOf: number | undefined,
): Promise<ClaimFilter> {
  const filter = await parseClaimFilter(context.store, given);
  return asOf === undefined || filter.asOf !== undefined ? filter : { ...filter, asOf };
}

/** Claims in which an actor speaks or is spoken about. */
export async function claimsAround(
  actor: Seen,
  args: ClaimListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<ClaimParent>> {
  const given = await filterAt(context, args.filter, actor.asOf);
  const filter = narrowClaim(given, 'about', actor.members);
  return claimList(context, info, args, filter, counted(context, 'end', actor, given));
}

/** Claims about a topic or a claim. */
export async function claimsAbout(
  target: Seen,
  args: ClaimListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<ClaimParent>> {
  const given = await filterAt(context, args.filter, target.asOf);
  const filter = narrowEnd(given, 'targets', target.members);
  return claimList(
    context,
    info,
    args,
    filter,
    filter === null ? undefined : counted(context, 'target', target, given),
  );
}

/** Claims about an event, or made at it. */
export async function claimsOfEvent(
  event: Seen,
  args: ClaimListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<ClaimParent>> {
  const given = await filterAt(context, args.filter, event.asOf);
  return claimList(context, info, args, narrowClaim(given, 'events', event.members));
}

/** Claims that are quoted from a source. */
export async function claimsFrom(
  source: Seen,
  args: ClaimListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<ClaimParent>> {
  const given = await filterAt(context, args.filter, source.asOf);
  const filter = narrowClaim(given, 'sources', source.members);
  return claimList(context, info, args, filter, counted(context, 'source', source, given));
}

function counted(context: Context, as: CountedAs, record: Seen, filter: ClaimFilter): () => Promise<number> {
  return () => context.loaders.count(as, record.id, filter);
}
