// An event beside the network: when and where, whether it took place, who took part, and what is said about it or at it.

import { EventPage as EventDocument } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { Names } from './actor-facts.tsx';
import { Answered } from './answered.tsx';
import type { CardProps } from './card.ts';
import { CardTools } from './card-tools.tsx';
import { ClaimsList } from './claim-list.tsx';
import { EventFacts, eventKicker } from './event-facts.tsx';
import styles from './evidence.module.css';
import { evidenceMessages } from './messages.ts';
import { MissingCard } from './missing-card.tsx';
import { narrowedToEvent } from './narrow.ts';
import { QuoteBlock } from './quote-block.tsx';
import { Sentence } from './sentence.tsx';
import { EvidenceTabs } from './tabs.tsx';

export function EventCard({ id, filter, tab, onTab, onExpand }: CardProps) {
  const asked = useAsk(EventDocument, { id, filter });
  const { tabs, event: words } = evidenceMessages;
  return (
    <Answered asked={asked} pick={(data) => data.event} missing={<MissingCard id={id} />}>
      {(event) => (
        <>
          <header>
            <p className={styles.kicker}>{eventKicker(event)}</p>
            <h2 className={styles.title}>{event.name}</h2>
            <Names names={event.names} />
            {event.description && <p className={styles.description}>{event.description}</p>}
            <p className={styles.sum}>
              <Sentence>{words.counts(event.claimCounts.asTarget)}</Sentence>
            </p>
            <CardTools id={event.id} onExpand={onExpand} />
          </header>
          <EvidenceTabs
            tab={tab}
            onTab={onTab}
            tabs={[
              {
                id: 'overview',
                name: tabs.overview,
                content: (
                  <>
                    <EventFacts event={event} />
                    {event.quotes.map((quote) => (
                      <QuoteBlock key={`${quote.source.id} ${quote.start} ${quote.exact}`} quote={quote} />
                    ))}
                  </>
                ),
              },
              {
                id: 'claims',
                name: words.claims,
                content: (
                  <ClaimsList
                    filter={narrowedToEvent(filter, [event.id, ...event.mergedIds])}
                    towards={event.id}
                    level={3}
                  />
                ),
              },
            ]}
          />
        </>
      )}
    </Answered>
  );
}
