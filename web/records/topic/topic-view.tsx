// A topic: who is for it and who is against it, side by side in their own words, and how that went over time.

import { TopicRecord } from '../../gql/generated.ts';
import { useQueryState } from '../../gql/queries.ts';
import { QueryResult } from '../../states/query-result.tsx';
import { ClaimsList, nothingYet } from '../claims/claim-list.tsx';
import { OverTime } from '../claims/over-time.tsx';
import { Elsewhere } from '../frame/elsewhere.tsx';
import factStyles from '../frame/facts.module.css';
import { RecordLink } from '../frame/links.tsx';
import { frameMessages } from '../frame/messages.ts';
import { PageSection, RecordFrame, type RecordViewProps } from '../frame/record-frame.tsx';
import { RecordTabs } from '../frame/record-tabs.tsx';
import { restrictFilter } from '../frame/restrict-filter.ts';
import { topicMessages as words } from './messages.ts';
import { TopicSides } from './topic-sides.tsx';

export function TopicView({ id, missing, card }: RecordViewProps) {
  const filter = card?.filter ?? {};
  const query = useQueryState(TopicRecord, { id, filter });
  return (
    <QueryResult query={query} pick={(data) => data.topic} missing={missing} page={card === undefined}>
      {(topic) => {
        const about = restrictFilter(filter, 'targets', [topic.id, ...topic.mergedIds]);
        const { asTarget } = topic.claimCounts;
        const time = { filter: about, towards: topic.id, level: 3 } as const;
        return (
          <RecordFrame
            id={topic.id}
            card={card}
            kicker={words.kicker}
            title={topic.name}
            names={topic.names}
            description={topic.description}
            lead={
              topic.broader && (
                <p className={card && factStyles.names}>
                  {words.broader} <RecordLink id={topic.broader.id}>{topic.broader.name}</RecordLink>
                  {card ? '' : '.'}
                </p>
              )
            }
            sum={words.counts(asTarget)}
          >
            {card ? (
              <RecordTabs
                card={card}
                tabs={[
                  {
                    id: 'overview',
                    name: words.sides,
                    content: <TopicSides id={topic.id} filter={about} level={3} narrow />,
                  },
                  {
                    id: 'claims',
                    name: words.about(asTarget),
                    content: <ClaimsList filter={about} towards={topic.id} level={3} empty={nothingYet(filter)} />,
                  },
                  { id: 'time', name: frameMessages.tabs.time, content: <OverTime {...time} /> },
                ]}
              />
            ) : (
              <>
                <TopicSides id={topic.id} filter={about} level={2} />
                {asTarget > 0 && (
                  <PageSection title={frameMessages.tabs.time}>
                    <OverTime {...time} onChoice />
                  </PageSection>
                )}
                <Elsewhere {...topic} />
              </>
            )}
          </RecordFrame>
        );
      }}
    </QueryResult>
  );
}
