// An event: when and where, whether it took place and who took part, what proves it, and what is said about it or at it.

import { EventRecord } from '../../gql/generated.ts';
import { useQueryState } from '../../gql/queries.ts';
import { QueryResult } from '../../states/query-result.tsx';
import { ClaimsList, nothingYet } from '../claims/claim-list.tsx';
import { Elsewhere } from '../frame/elsewhere.tsx';
import { frameMessages } from '../frame/messages.ts';
import pageStyles from '../frame/page.module.css';
import { PageSection, RecordFrame, type RecordViewProps } from '../frame/record-frame.tsx';
import { RecordTabs } from '../frame/record-tabs.tsx';
import { restrictToEvent } from '../frame/restrict-filter.ts';
import { QuoteBlocks } from '../quotes/quote-block.tsx';
import { EventFacts, eventKicker } from './event-facts.tsx';
import { eventMessages as words } from './messages.ts';

export function EventView({ id, missing, card }: RecordViewProps) {
  const filter = card?.filter ?? {};
  const query = useQueryState(EventRecord, { id, filter });
  return (
    <QueryResult query={query} pick={(data) => data.event} missing={missing} page={card === undefined}>
      {(event) => {
        const facts = <EventFacts event={event} />;
        const quotes = <QuoteBlocks quotes={event.quotes} />;
        const claims = (
          <ClaimsList
            filter={restrictToEvent(filter, [event.id, ...event.mergedIds])}
            towards={event.id}
            level={3}
            empty={nothingYet(filter)}
          />
        );
        return (
          <RecordFrame
            id={event.id}
            card={card}
            kicker={eventKicker(event)}
            title={event.name}
            names={event.names}
            description={event.description}
            sum={words.counts(event.claimCounts.asTarget)}
            side={
              <>
                {facts}
                <Elsewhere {...event} />
              </>
            }
          >
            {card ? (
              <RecordTabs
                card={card}
                tabs={[
                  {
                    id: 'overview',
                    name: frameMessages.tabs.overview,
                    content: (
                      <>
                        {facts}
                        {quotes}
                      </>
                    ),
                  },
                  { id: 'claims', name: words.claims, content: claims },
                ]}
              />
            ) : (
              <>
                <PageSection title={words.quotes}>
                  {event.quotes.length === 0 && <p className={pageStyles.none}>{words.noQuotes}</p>}
                  {quotes}
                </PageSection>
                <PageSection title={words.claims}>{claims}</PageSection>
              </>
            )}
          </RecordFrame>
        );
      }}
    </QueryResult>
  );
}
