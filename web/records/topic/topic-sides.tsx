// For and against, side by side: who stands where, with date and quote; below, who takes no side or both.

import type { ClaimCardFragment, ClaimFilter, Stance } from '../../gql/generated.ts';
import { ClaimsOf } from '../../gql/generated.ts';
import { usePagedQuery } from '../../gql/queries.ts';
import { count, messages } from '../../messages.ts';
import { dateText } from '../../said-on.ts';
import { FailureLine } from '../../states/failure-line.tsx';
import { LinesSkeleton } from '../../states/skeleton.tsx';
import { passagesOf, wordsOf } from '../../view/passages.ts';
import { RecordLink as PageLink, QuoteLink } from '../../view/record-link.tsx';
import { StanceWord } from '../../view/stance.tsx';
import { claimsMessages } from '../claims/messages.ts';
import { RecordLinks } from '../frame/links.tsx';
import { restrictToStances } from '../frame/restrict-filter.ts';
import { topicMessages as words } from './messages.ts';
import styles from './topic-sides.module.css';

export interface TopicSidesProps {
  id: string;
  /** Restricted to the topic. */
  filter: ClaimFilter;
  level: 2 | 3;
  /** In the panel: fewer at a time. */
  narrow?: boolean;
}

export function TopicSides(props: TopicSidesProps) {
  return (
    <div className={props.narrow ? styles.narrow : styles.wide}>
      <Side {...props} title={words.for} stances={['SUPPORTS']} none={words.nobodyFor} />
      <Side {...props} title={words.against} stances={['OPPOSES']} none={words.nobodyAgainst} />
      <Side {...props} title={words.neither} stances={['NEUTRAL', 'MIXED']} none={null} />
    </div>
  );
}

interface SideProps extends TopicSidesProps {
  title: string;
  stances: Stance[];
  /** Null: nothing stands where nobody does. */
  none: string | null;
}

function Side({ id, filter, level, narrow, title, stances, none }: SideProps) {
  const Heading = `h${level}` as const;
  const step = narrow ? 4 : 10;
  const pages = usePagedQuery(
    ClaimsOf,
    { filter: restrictToStances(filter, stances), first: step },
    ({ claims }) => claims,
  );
  const { nodes, totalCount, failure, retry, more, next, reading } = pages;
  if (nodes?.length === 0 && none === null) return null;
  const left = Math.max((totalCount ?? 0) - (nodes?.length ?? 0), 0);
  return (
    <section className={styles.side} data-stances={stances[0]}>
      <Heading>
        {title} {totalCount !== null && <span>{count(totalCount)}</span>}
      </Heading>
      {failure && <FailureLine failure={failure} onRetry={retry} />}
      {nodes === undefined && !failure && <LinesSkeleton lines={6} />}
      {nodes?.length === 0 && <p className={styles.none}>{none}</p>}
      <ul>
        {nodes?.map((claim) => (
          <li key={claim.id}>
            <PositionTaken claim={claim} topic={id} named={stances.length > 1} />
          </li>
        ))}
      </ul>
      {more && (
        <button type="button" className={styles.more} onClick={next} disabled={reading} aria-busy={reading}>
          {claimsMessages.showMore(step, left)}
        </button>
      )}
    </section>
  );
}

/** Who, what and when, with the first quote; the claim's page has the others. */
function PositionTaken({ claim, topic, named }: { claim: ClaimCardFragment; topic: string; named: boolean }) {
  const passages = passagesOf(claim.quotes);
  const [passage] = passages;
  const quote = passage?.[0];
  const stance = claim.targets.find(({ target }) => target.id === topic)?.stance;
  return (
    <article className={styles.position}>
      <p className={styles.who}>
        <span>
          <RecordLinks records={claim.speakers} />
        </span>
        {named && stance && <StanceWord stance={stance} />}
      </p>
      <p className={styles.what}>
        <PageLink id={claim.id}>{claim.proposition}</PageLink>
      </p>
      {passage && (
        <blockquote className={styles.quote} lang={passage[0].source.language ?? undefined} dir="auto">
          {wordsOf(passage)}
        </blockquote>
      )}
      <p className={styles.from}>
        <time>{dateText(claim.saidOn)}</time>
        {quote && <QuoteLink quote={quote}>{quote.source.title}</QuoteLink>}
        {passages.length > 1 && <span>{words.moreQuotes(passages.length - 1)}</span>}
        {claim.status !== 'ACCEPTED' && <span className={styles.status}>{messages.status[claim.status]}</span>}
      </p>
    </article>
  );
}
