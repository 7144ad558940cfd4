// A list of claims, newest first, twenty at a time, that always says how many of how many stand there.

import type { ReactNode } from 'react';
import type { ClaimCardFragment, ClaimFilter } from '../../gql/generated.ts';
import { ClaimsOf } from '../../gql/generated.ts';
import type { PagedQuery } from '../../gql/queries.ts';
import { usePagedQuery } from '../../gql/queries.ts';
import { FailureLine } from '../../states/failure-line.tsx';
import { FailureState } from '../../states/failure-state.tsx';
import { PartialNotice } from '../../states/partial-notice.tsx';
import { LinesSkeleton } from '../../states/skeleton.tsx';
import { ClaimArticle, type ClaimArticleProps } from './claim-article.tsx';
import styles from './claim-list.module.css';
import { claimsMessages as words } from './messages.ts';

export const STEP = 20;

interface ListProps extends Pick<ClaimArticleProps, 'towards' | 'speaker' | 'level'> {
  /** Instead of the usual words where no claim passes. */
  empty?: ReactNode;
}

/** For `empty`: where a page or card has no filter, there is none to take off. */
export const nothingYet = (filter: ClaimFilter): ReactNode =>
  Object.keys(filter).some((field) => field !== 'asOf') ? undefined : <p>{words.noClaimsYet}</p>;

/** The claims that pass a filter. */
export function ClaimsList({ filter, ...rest }: ListProps & { filter: ClaimFilter }) {
  const pages = usePagedQuery(ClaimsOf, { filter, first: STEP }, ({ claims }) => claims);
  return <ClaimPages pages={pages} {...rest} />;
}

export function ClaimPages({ pages, empty, ...article }: ListProps & { pages: PagedQuery<ClaimCardFragment> }) {
  const { nodes, totalCount, failure, faults, more, next, reading, retry } = pages;
  if (nodes === undefined) {
    return failure ? <FailureState failure={failure} onRetry={retry} /> : <LinesSkeleton title lines={8} />;
  }
  if (nodes.length === 0) {
    return (
      <div className={styles.empty}>
        {empty ?? (
          <>
            <p>{words.noClaims}</p>
            <p>{words.noClaimsAdvice}</p>
          </>
        )}
      </div>
    );
  }
  const left = Math.max((totalCount ?? nodes.length) - nodes.length, 0);
  return (
    <>
      <PartialNotice faults={faults} onRetry={retry} />
      {nodes.map((claim) => (
        <ClaimArticle key={claim.id} claim={claim} {...article} />
      ))}
      <div className={styles.end}>
        {failure && <FailureLine failure={failure} onRetry={retry} />}
        {more ? (
          <>
            <button type="button" className={styles.more} onClick={next} disabled={reading} aria-busy={reading}>
              {words.showMore(STEP, left)}
            </button>
            <span>{words.shown(nodes.length, totalCount ?? nodes.length)}</span>
          </>
        ) : (
          <span>{words.allShown(nodes.length)}</span>
        )}
      </div>
    </>
  );
}
