// The claims taken from a source, beside its text: a press marks the words of one.

import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { ClaimStatus } from '../../gql/generated.ts';
import { messages } from '../../messages.ts';
import { dateText } from '../../said-on.ts';
import { FailureLine } from '../../states/failure-line.tsx';
import { LinesSkeleton } from '../../states/skeleton.tsx';
import { type Passage, wordsOf } from '../../view/passages.ts';
import { positionNow } from '../../view/position-now.ts';
import { RecordLink } from '../../view/record-link.tsx';
import { claimsMessages } from '../claims/messages.ts';
import { quotesMessages } from '../quotes/messages.ts';
import type { Span } from '../quotes/positions.ts';
import { sourceMessages as words } from './messages.ts';
import styles from './source-page.module.css';
import { passagesOfClaims, type SourcePassage, type SourceQuotes } from './use-source-quotes.ts';

const COUNTS = new Set<ClaimStatus>(['ACCEPTED', 'DISPUTED']);

export interface SourceClaimListProps {
  claims: SourceQuotes;
  marked: Span | null;
  /** The text is here, so that words can be marked in it. */
  stored: boolean;
  onChoose(span: Span): void;
  /** A passage without any position was chosen. */
  onLost(passage: Passage): void;
}

export function SourceClaimList({ claims, marked, stored, onChoose, onLost }: SourceClaimListProps) {
  const { quotes, read, totalCount, more, next, reading, failure, retry } = claims;
  const total = totalCount ?? read;
  const uncounted = new Set(quotes?.filter(({ claim }) => !COUNTS.has(claim.status)).map(({ claim }) => claim.id)).size;
  const passages = useMemo(() => passagesOfClaims(quotes ?? []), [quotes]);
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
        {passages.map((one) => (
          <Item key={one.key} item={one} stored={stored} marked={marked} onChoose={onChoose} onLost={onLost} />
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

interface ItemProps extends Pick<SourceClaimListProps, 'marked' | 'stored' | 'onChoose' | 'onLost'> {
  item: SourcePassage;
}

function Item({ item: { claim, passage }, marked, stored, onChoose, onLost }: ItemProps) {
  const { piece, states } = quotesMessages;
  const spans = passage.map(positionNow);
  const first = spans.find((span) => span !== null);
  const current = spans.some((span) => span && span.start === marked?.start && span.end === marked.end);
  const doubts = [...new Set(passage.map(({ state }) => state))].filter((state) => state !== 'EXACT');
  const locators = [...new Set(passage.flatMap(({ locator }) => locator ?? []))];
  const content = (
    <>
      <span className={styles.who}>
        {claim.speakers.map(({ name }) => name).join(', ')} <span>{dateText(claim.saidOn)}</span>
      </span>
      <span className={styles.what}>{claim.proposition}</span>
      {!stored && <q lang={passage[0].source.language ?? undefined}>{wordsOf(passage)}</q>}
    </>
  );
  return (
    <li className={styles.item} data-current={current || undefined}>
      {stored && first ? (
        <WordsLink span={first} onChoose={onChoose} className={styles.choose}>
          {content}
        </WordsLink>
      ) : stored ? (
        <button type="button" className={styles.choose} onClick={() => onLost(passage)}>
          {content}
        </button>
      ) : (
        <div className={styles.choose}>{content}</div>
      )}
      <p className={styles.itemFoot}>
        <RecordLink id={claim.id}>{words.claimRecord}</RecordLink>
        {stored &&
          passage.length > 1 &&
          spans.map(
            (span, index) =>
              span && (
                <WordsLink key={`${span.start}-${span.end}`} span={span} onChoose={onChoose}>
                  {piece(index + 1)}
                </WordsLink>
              ),
          )}
        {claim.status !== 'ACCEPTED' && <b>{messages.status[claim.status]}</b>}
        {doubts.map((state) => (
          <span key={state}>{states[state]}</span>
        ))}
        {locators.map((locator) => (
          <span key={locator}>{locator}</span>
        ))}
      </p>
    </li>
  );
}

interface WordsLinkProps extends Pick<SourceClaimListProps, 'onChoose'> {
  span: Span;
  className?: string | undefined;
  children: ReactNode;
}

/** The link to where the reader is says so itself, to those who do not see it. */
function WordsLink({ span, onChoose, className, children }: WordsLinkProps) {
  return (
    <Link
      from="/source/$id"
      search={{ quote: `${span.start}-${span.end}` }}
      className={className}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onChoose(span);
      }}
    >
      {children}
    </Link>
  );
}
