// A topic beside the network: who is for it and who is against it, side by side in their own words.

import { TopicPage as TopicDocument } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { Names } from './actor-facts.tsx';
import { Answered } from './answered.tsx';
import type { CardProps } from './card.ts';
import { CardTools } from './card-tools.tsx';
import { ClaimsList } from './claim-list.tsx';
import styles from './evidence.module.css';
import { RecordLink } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import { MissingCard } from './missing-card.tsx';
import { narrowed } from './narrow.ts';
import { OverTime } from './over-time.tsx';
import { Sentence } from './sentence.tsx';
import { EvidenceTabs } from './tabs.tsx';
import { TopicSides } from './topic-sides.tsx';

export function TopicCard({ id, filter, tab, onTab, onExpand }: CardProps) {
  const asked = useAsk(TopicDocument, { id, filter });
  const { tabs, topic: words } = evidenceMessages;
  return (
    <Answered asked={asked} pick={(data) => data.topic} missing={<MissingCard id={id} />}>
      {(topic) => {
        const about = narrowed(filter, 'targets', [topic.id, ...topic.mergedIds]);
        const { asTarget } = topic.claimCounts;
        return (
          <>
            <header>
              <p className={styles.kicker}>{words.kicker}</p>
              <h2 className={styles.title}>{topic.name}</h2>
              <Names names={topic.names} />
              {topic.description && <p className={styles.description}>{topic.description}</p>}
              {topic.broader && (
                <p className={styles.names}>
                  {words.broader} <RecordLink id={topic.broader.id}>{topic.broader.name}</RecordLink>
                </p>
              )}
              <p className={styles.sum}>
                <Sentence>{words.counts(asTarget)}</Sentence>
              </p>
              <CardTools id={topic.id} onExpand={onExpand} />
            </header>
            <EvidenceTabs
              tab={tab}
              onTab={onTab}
              tabs={[
                {
                  id: 'overview',
                  name: words.sides,
                  content: <TopicSides id={topic.id} filter={about} level={3} narrow />,
                },
                {
                  id: 'claims',
                  name: tabs.about(asTarget),
                  content: <ClaimsList filter={about} towards={topic.id} level={3} />,
                },
                { id: 'time', name: tabs.time, content: <OverTime filter={about} towards={topic.id} level={3} /> },
              ]}
            />
          </>
        );
      }}
    </Answered>
  );
}
