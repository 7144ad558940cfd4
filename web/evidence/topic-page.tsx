// The full page of a topic: for and against, side by side across the page, and how it went over time.

import { TopicPage as TopicDocument } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { CopyButton } from '../states/copy-button.tsx';
import { RecordLink } from '../view/record-link.tsx';
import { Elsewhere, Names } from './actor-facts.tsx';
import { Answered } from './answered.tsx';
import { AroundLink } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import { OverTime } from './over-time.tsx';
import styles from './page.module.css';
import { PageFrame, type RecordPageProps } from './page.tsx';
import { TopicSides } from './topic-sides.tsx';

export function TopicPage({ id, missing }: RecordPageProps) {
  const asked = useAsk(TopicDocument, { id });
  const { topic: words, tabs, drawAround, copyLink } = evidenceMessages;
  return (
    <Answered asked={asked} pick={(data) => data.topic} missing={missing} page>
      {(topic) => {
        const about = { targets: [topic.id] };
        return (
          <PageFrame
            kicker={words.kicker}
            title={topic.name}
            lead={
              <>
                <Names names={topic.names} />
                {topic.description && <p>{topic.description}</p>}
                {topic.broader && (
                  <p>
                    {words.broader} <RecordLink id={topic.broader.id}>{topic.broader.name}</RecordLink>.
                  </p>
                )}
              </>
            }
            sum={words.counts(topic.claimCounts.asTarget)}
            tools={
              <>
                <AroundLink id={topic.id} className={styles.action}>
                  {drawAround}
                </AroundLink>
                <CopyButton text={location.href} label={copyLink} />
              </>
            }
          >
            <TopicSides id={topic.id} filter={about} level={2} />
            {topic.claimCounts.asTarget > 0 && (
              <section className={styles.section}>
                <h2>{tabs.time}</h2>
                <OverTime filter={about} towards={topic.id} level={3} onChoice />
              </section>
            )}
            <Elsewhere ids={topic.externalIds} merged={topic.mergedIds} />
          </PageFrame>
        );
      }}
    </Answered>
  );
}
