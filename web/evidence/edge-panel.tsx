// An edge: who about whom, how much and which way, and then the claims with their words. The count in the head, the list
// and the sum under "Why this edge" all ask with the same filter.

import { useEffect } from 'react';
import type { ClaimFilter, EdgeHeadQuery, RelationCountsFragment } from '../gql/generated.ts';
import { EdgeHead, RelationOf } from '../gql/generated.ts';
import { useAsk, usePages } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { CopyButton } from '../states/copy-button.tsx';
import { EmptyState } from '../states/empty-state.tsx';
import { signOf } from '../view/balance.ts';
import type { PanelProps } from '../view/slots.ts';
import { Answered } from './answered.tsx';
import { BothWays } from './both-ways.tsx';
import { ClaimPages, STEP } from './claim-list.tsx';
import { EdgeArrow } from './edge-arrow.tsx';
import styles from './evidence.module.css';
import { RecordLink } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import { narrowedToEdge } from './narrow.ts';
import { OverTime } from './over-time.tsx';
import { Sentence } from './sentence.tsx';
import { SidesBar } from './sides-bar.tsx';
import { EvidenceTabs } from './tabs.tsx';
import { titleOfTarget } from './target-title.ts';
import { WhyEdge } from './why-edge.tsx';

interface EdgePanelProps extends Pick<PanelProps, 'filter' | 'tab' | 'onTab' | 'announce'> {
  speaker: string;
  target: string;
}

export function EdgePanel({ speaker, target, filter, tab, onTab, announce }: EdgePanelProps) {
  const narrowed = narrowedToEdge(filter, speaker, target);
  const asked = useAsk(EdgeHead, { speaker, target, ends: [speaker, target], filter, narrowed });
  const relation = asked.data?.relation;
  useEffect(() => {
    if (relation) announce(`${titleOf(relation)}. ${messages.claims(relation.n)}. ${evidenceMessages.sides(relation)}`);
  }, [relation, announce]);
  return (
    <Answered asked={asked} pick={(data) => data} missing={null} lines={8}>
      {({ relation, coverage, ends }) =>
        relation === null ? (
          <NoEdge ends={ends} ids={[speaker, target]} />
        ) : (
          <>
            <Head relation={relation} coverage={coverage} />
            <EvidenceTabs
              tab={tab}
              onTab={onTab}
              tabs={[
                {
                  id: 'claims',
                  name: evidenceMessages.tabs.claims,
                  content: <EdgeClaims relation={relation} filter={filter} />,
                },
                {
                  id: 'time',
                  name: evidenceMessages.tabs.time,
                  content: (
                    <OverTime filter={narrowed} towards={relation.target.id} speaker={relation.speaker.id} level={3} />
                  ),
                },
                {
                  id: 'back',
                  name: evidenceMessages.tabs.back,
                  content: <BothWays relation={relation} filter={filter} />,
                },
                {
                  id: 'why',
                  name: evidenceMessages.tabs.why,
                  content: <WhyEdge relation={relation} filter={filter} onRecount={asked.retry} />,
                },
              ]}
            />
            <p className={styles.tools}>
              <CopyButton text={location.href} label={evidenceMessages.copyLink} />
            </p>
          </>
        )
      }
    </Answered>
  );
}

const titleOf = (relation: RelationCountsFragment): string =>
  evidenceMessages.edgeTitle(
    relation.speaker.name,
    titleOfTarget(relation.target),
    evidenceMessages.sign[signOf(relation)],
  );

function Head({ relation, coverage }: { relation: RelationCountsFragment; coverage: EdgeHeadQuery['coverage'] }) {
  const words = evidenceMessages;
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
      <p className={styles.kicker}>{words.edgeKicker(relation.n, relation.firstSaid, relation.lastSaid)}</p>
      <h2 className={styles.title} data-long={titleOfTarget(target).length > 60 || undefined}>
        <RecordLink id={speaker.id}>
          <bdi>{speaker.name}</bdi>
        </RecordLink>{' '}
        <EdgeArrow relation={relation} />
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
  const pages = usePages(
    RelationOf,
    { speaker: speaker.id, target: target.id, filter, first: STEP },
    ({ relation: found }) => found?.claims,
  );
  return <ClaimPages pages={pages} towards={target.id} speaker={speaker.id} level={3} />;
}

function NoEdge({ ends, ids }: { ends: EdgeHeadQuery['ends']; ids: readonly [string, string] }) {
  const name = (place: 0 | 1): string => {
    const record = ends[place];
    return record && 'name' in record ? record.name : ids[place];
  };
  const words = evidenceMessages.noEdge;
  return (
    <EmptyState title={words.title(name(0), name(1))}>
      <p>{words.advice}</p>
    </EmptyState>
  );
}
