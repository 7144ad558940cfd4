// The claims taken from a source, beside its text: a press marks the words of one.

import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ClaimStatus } from '../../gql/generated.ts';
import { messages } from '../../messages.ts';
import { dateText } from '../../said-on.ts';
import { FailureLine } from '../../states/failure-line.tsx';
import { LinesSkeleton } from '../../states/skeleton.tsx';
import { RecordLink } from '../../view/record-link.tsx';
import { claimsMessages } from '../claims/messages.ts';
import { quotesMessages } from '../quotes/messages.ts';
import type { Span } from '../quotes/positions.ts';
import { sourceMessages as words } from './messages.ts';
import styles from './source-page.module.css';
import type { SourceQuote, SourceQuotes } from './use-source-quotes.ts';

const COUNTS = new Set<ClaimStatus>(['ACCEPTED', 'DISPUTED']);

export interface SourceClaimListProps {
  claims: SourceQuotes;
  marked: Span | null;
  /** The text is here, so that words can be marked in it. */
  stored: boolean;
  onChoose(span: Span): void;
  /** A quote without a position was chosen. */
  onLost(quote: SourceQuote): void;
}

export function SourceClaimList({ claims, marked, stored, onChoose, onLost }: SourceClaimListProps) {
  const { quotes, read, totalCount, more, next, reading, failure, retry } = claims;
  const total = totalCount ?? read;
  const uncounted = new Set(quotes?.filter(({ claim }) => !COUNTS.has(claim.status)).map(({ claim }) => claim.id)).size;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Only the list moves, never the page: the text has the reader's attention.
    const current = marked && list.current?.querySelector<HTMLElement>('li[data-current]');
    const pane = list.current?.parentElement;
    if (!current || !pane || pane.scrollHeight <= pane.clientHeight) return;
    pane.scrollTo({ top: current.offsetTop - pane.clientHeight / 3 });
  }, [marked]);
  return (
    <>
      <h2 className={styles.listTitle}>
        {quotes === undefined ? <LinesSkeleton lines={1} /> : titleOf(read, total, more)}
        {uncounted > 0 && words.notCounted(uncounted)}
      </h2>
      {failure && <FailureLine failure={failure} onRetry={retry} />}
      <ol ref={list} className={styles.list}>
        {quotes?.map((one) => (
          <Item
            key={one.key}
            item={one}
            stored={stored}
            current={marked !== null && one.span?.start === marked.start && one.span.end === marked.end}
            onChoose={onChoose}
            onLost={onLost}
          />
        ))}
      </ol>
      {more && (
        <button type="button" className={styles.more} onClick={next} disabled={reading} aria-busy={reading}>
          {claimsMessages.showMore(stored ? 100 : 20, total - read)}
        </button>
      )}
    </>
  );
}

function titleOf(read: number, total: number, more: boolean): string {
  if (read === 0) return words.noClaims;
  return more ? words.someClaims(read, total) : words.claims(read);
}

interface ItemProps extends Pick<SourceClaimListProps, 'stored' | 'onChoose' | 'onLost'> {
  item: SourceQuote;
  current: boolean;
}

function Item({ item, stored, current, onChoose, onLost }: ItemProps) {
  const { claim, quote, span } = item;
  const { states } = quotesMessages;
  const content = (
    <>
      <span className={styles.who}>
        {claim.speakers.map(({ name }) => name).join(', ')} <span>{dateText(claim.saidOn)}</span>
      </span>
      <span className={styles.what}>{claim.proposition}</span>
      {!stored && <q lang={quote.source.language ?? undefined}>{quote.exact}</q>}
    </>
  );
  return (
    <li className={styles.item} data-current={current || undefined}>
      {stored && span ? (
        // The link to where the reader is says so itself, to those who do not see it.
        <Link
          from="/source/$id"
          search={{ quote: `${span.start}-${span.end}` }}
          className={styles.choose}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            onChoose(span);
          }}
        >
          {content}
        </Link>
      ) : stored ? (
        <button type="button" className={styles.choose} onClick={() => onLost(item)}>
          {content}
        </button>
      ) : (
        <div className={styles.choose}>{content}</div>
      )}
      <p className={styles.itemFoot}>
        <RecordLink id={claim.id}>{words.claimRecord}</RecordLink>
        {claim.status !== 'ACCEPTED' && <b>{messages.status[claim.status]}</b>}
        {quote.state !== 'EXACT' && <span>{states[quote.state]}</span>}
        {quote.locator && <span>{quote.locator}</span>}
      </p>
    </li>
  );
}
