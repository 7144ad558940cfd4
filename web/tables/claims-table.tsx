// The claims themselves, read page by page: all that pass the filter, or those behind what is selected.

import { useEffect } from 'react';
import type { ClaimCardFragment, ClaimFilter, ClaimOrder } from '../gql/generated.ts';
import { ClaimsOf } from '../gql/generated.ts';
import { usePagedQuery } from '../gql/queries.ts';
import { count, messages } from '../messages.ts';
import { dateText } from '../said-on.ts';
import { EmptyState } from '../states/empty-state.tsx';
import { FailureLine } from '../states/failure-line.tsx';
import { PartialNotice } from '../states/partial-notice.tsx';
import { LinesSkeleton } from '../states/skeleton.tsx';
import { passagesOf } from '../view/passages.ts';
import { QuoteLink, RecordLink } from '../view/record-link.tsx';
import { StanceWord } from '../view/stance.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { type Sort, sortFrom, sortText } from './sorting.ts';
import styles from './tables.module.css';

const USUAL: Sort = { column: 'said', descending: true };
const PAGE = 50;

export interface ClaimsTableProps {
  filter: ClaimFilter;
  sort: string | null;
  onSort(sort: string): void;
  onCount(n: number): void;
}

export function ClaimsTable({ filter, sort: written, onSort, onCount }: ClaimsTableProps) {
  const sort = sortFrom(written, ['said'], USUAL);
  const orderBy: ClaimOrder = sort.descending ? 'SAID_DESC' : 'SAID_ASC';
  const claims = usePagedQuery(ClaimsOf, { filter, orderBy, first: PAGE }, ({ claims }) => claims, {
    keepPrevious: true,
  });
  const { totalCount } = claims;
  useEffect(() => {
    if (totalCount !== null) onCount(totalCount);
  }, [totalCount, onCount]);

  if (claims.nodes === undefined) {
    return claims.failure ? (
      <FailureLine failure={claims.failure} onRetry={claims.retry} />
    ) : (
      <LinesSkeleton lines={8} />
    );
  }
  if (claims.nodes.length === 0) return <EmptyState title={messages.table.noClaims} />;
  return (
    <>
      {claims.failure && <FailureLine failure={claims.failure} onRetry={claims.retry} />}
      <PartialNotice faults={claims.faults} onRetry={claims.retry} />
      <DataTable
        caption={messages.table.tabs.claims}
        columns={COLUMNS}
        rows={claims.nodes}
        idOf={({ id }) => id}
        selected={null}
        sort={sort}
        onSort={(next) => onSort(sortText(next))}
        step={Number.POSITIVE_INFINITY}
      />
      {claims.more && (
        <button type="button" className={styles.next} onClick={claims.next} disabled={claims.reading}>
          {claims.reading
            ? messages.loading
            : `${messages.table.nextPage} (${count(claims.nodes.length)} / ${count(totalCount ?? 0)})`}
        </button>
      )}
    </>
  );
}

const names = messages.table.columns;
const COLUMNS: Column<ClaimCardFragment>[] = [
  { id: 'said', name: names.said, cell: ({ saidOn }) => <span className={styles.date}>{dateText(saidOn)}</span> },
  {
    id: 'speaker',
    name: names.speaker,
    sortable: false,
    room: 'some',
    cell: ({ speakers }) => <span className={styles.target}>{messages.and(speakers.map(({ name }) => name))}</span>,
  },
  {
    id: 'proposition',
    name: names.proposition,
    sortable: false,
    cell: ({ id, proposition, speakers, targets }, tab) => (
      <>
        <span className={styles.narrow}>{messages.and(speakers.map(({ name }) => name))}</span>
        <RecordLink id={id} data-row tabIndex={tab} className={styles.proposition}>
          {proposition}
        </RecordLink>
        <Targets targets={targets} className={styles.narrow} />
      </>
    ),
  },
  {
    id: 'target',
    name: names.target,
    sortable: false,
    room: 'some',
    cell: ({ targets }) => <Targets targets={targets} />,
  },
  {
    id: 'source',
    name: names.source,
    sortable: false,
    room: 'much',
    cell: ({ quotes }, tab) => (
      <ul>
        {passagesOf(quotes).map(([quote], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two quotes can be the same span, and their order is fixed.
          <li key={index}>
            <QuoteLink quote={quote} tabIndex={tab}>
              {quote.source.title}
            </QuoteLink>
          </li>
        ))}
      </ul>
    ),
  },
  { id: 'status', name: names.status, sortable: false, room: 'much', cell: ({ status }) => messages.status[status] },
];

function Targets({ targets, className }: { targets: ClaimCardFragment['targets']; className?: string | undefined }) {
  return (
    <ul className={`${styles.targets} ${className ?? ''}`}>
      {targets.map(({ target, stance }) => (
        <li key={target.id}>
          <StanceWord stance={stance} />{' '}
          <span className={styles.target}>{'name' in target ? target.name : target.proposition}</span>
        </li>
      ))}
    </ul>
  );
}
