// A relation: who about whom, how much and which way, and then the claims with their words. The count in the head, the list
// and the sum under "Why this edge" all ask with the same filter.

import { useEffect } from 'react';
import type { ClaimFilter, RelationCountsFragment, RelationRecordQuery } from '../../gql/generated.ts';
import { RelationOf, RelationRecord } from '../../gql/generated.ts';
import { usePagedQuery, useQueryState } from '../../gql/queries.ts';
import { messages } from '../../messages.ts';
import { CopyButton } from '../../states/copy-button.tsx';
import { EmptyState } from '../../states/empty-state.tsx';
import { QueryResult } from '../../states/query-result.tsx';
import { signOf } from '../../view/balance.ts';
import { ClaimPages, STEP } from '../claims/claim-list.tsx';
import { OverTime } from '../claims/over-time.tsx';
import styles from '../frame/card.module.css';
import { RecordLink } from '../frame/links.tsx';
import { frameMessages } from '../frame/messages.ts';
import type { CardProps } from '../frame/record-frame.tsx';
import { RecordTabs } from '../frame/record-tabs.tsx';
import { restrictToRelation } from '../frame/restrict-filter.ts';
import { Sentence } from '../frame/sentence.tsx';
import { titleOfTarget } from '../frame/target-title.ts';
import { BothWays } from './both-ways.tsx';
import { relationMessages as words } from './messages.ts';
import { RelationArrow } from './relation-arrow.tsx';
import { SidesBar } from './sides-bar.tsx';
import { WhyRelation } from './why-relation.tsx';

export interface RelationViewProps {
  speaker: string;
  target: string;
  card: Pick<CardProps, 'filter' | 'tab' | 'onTab' | 'announce'>;
}

export function RelationView({ speaker, target, card }: RelationViewProps) {
  const { filter, announce } = card;
  const ofRelation = restrictToRelation(filter, speaker, target);
  const query = useQueryState(RelationRecord, { speaker, target, ends: [speaker, target], filter, ofRelation });
  const relation = query.data?.relation;
  useEffect(() => {
    if (relation) announce(`${titleOf(relation)}. ${messages.claims(relation.n)}. ${words.sides(relation)}`);
  }, [relation, announce]);
  return (
    <QueryResult query={query} pick={(data) => data} missing={null} lines={8}>
      {({ relation, coverage, ends }) =>
        relation === null ? (
          <NoEdge ends={ends} ids={[speaker, target]} />
        ) : (
          <>
            <Head relation={relation} coverage={coverage} />
            <RecordTabs
              card={card}
              tabs={[
                {
                  id: 'claims',
                  name: words.tabs.claims,
                  content: <EdgeClaims relation={relation} filter={filter} />,
                },
                {
                  id: 'time',
                  name: frameMessages.tabs.time,
                  content: (
                    <OverTime
                      filter={ofRelation}
                      towards={relation.target.id}
                      speaker={relation.speaker.id}
                      level={3}
                    />
                  ),
                },
                {
                  id: 'back',
                  name: words.tabs.back,
                  content: <BothWays relation={relation} filter={filter} />,
                },
                {
                  id: 'why',
                  name: words.tabs.why,
                  content: <WhyRelation relation={relation} filter={filter} onRecount={query.retry} />,
                },
              ]}
            />
            <p className={styles.tools}>
              <CopyButton text={location.href} label={messages.copyLink} />
            </p>
          </>
        )
      }
    </QueryResult>
  );
}

const titleOf = (relation: RelationCountsFragment): string =>
  words.title(relation.speaker.name, titleOfTarget(relation.target), words.sign[signOf(relation)]);

function Head({ relation, coverage }: { relation: RelationCountsFragment; coverage: RelationRecordQuery['coverage'] }) {
  const { speaker, target } = relation;
  const status = new Map(coverage.byStatus.map(({ value, n }) => [value, n]));
  const disputed = status.get('DISPUTED') ?? 0;
  const proposed = status.get('PROPOSED') ?? 0;
  const sentences = [
    words.sides(relation),
    words.fromSources(coverage.sources),
    coverage.undated > 0 && words.undated(coverage.undated),
    disputed > 0 && words.disputed(disputed),
    proposed > 0 && words.notCounted(proposed, messages.status.PROPOSED),
  ];
  return (
    <header>
      <p className={styles.kicker}>{words.kicker(relation.n, relation.firstSaid, relation.lastSaid)}</p>
      <h2 className={styles.title} data-long={titleOfTarget(target).length > 60 || undefined}>
        <RecordLink id={speaker.id}>
          <bdi>{speaker.name}</bdi>
        </RecordLink>{' '}
        <RelationArrow relation={relation} />
        <span className="unseen">{words.spokenArrow}</span>{' '}
        <RecordLink id={target.id}>
          <bdi>{speaker.id === target.id ? words.itself : titleOfTarget(target)}</bdi>
        </RecordLink>
        <span className="unseen">: {words.sign[signOf(relation)]}</span>
      </h2>
      <p className={styles.sum}>
        <Sentence>{sentences.filter(Boolean).join(' ')}</Sentence>
      </p>
      <SidesBar counts={relation} />
    </header>
  );
}

function EdgeClaims({ relation, filter }: { relation: RelationCountsFragment; filter: ClaimFilter }) {
  const { speaker, target } = relation;
  const pages = usePagedQuery(
    RelationOf,
    { speaker: speaker.id, target: target.id, filter, first: STEP },
    ({ relation: found }) => found?.claims,
  );
  return <ClaimPages pages={pages} towards={target.id} speaker={speaker.id} level={3} />;
}

function NoEdge({ ends, ids }: { ends: RelationRecordQuery['ends']; ids: readonly [string, string] }) {
  const name = (end: 0 | 1): string => {
    const record = ends[end];
    return record && 'name' in record ? record.name : ids[end];
  };
  return (
    <EmptyState title={words.noEdge.title(name(0), name(1))}>
      <p>{words.noEdge.advice}</p>
    </EmptyState>
  );
}
