// The full page of an event: what proves it, and all that is said about it or at it.

import { EventPage as EventDocument } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { CopyButton } from '../states/copy-button.tsx';
import { Elsewhere, Names } from './actor-facts.tsx';
import { Answered } from './answered.tsx';
import { ClaimsList } from './claim-list.tsx';
import { EventFacts, eventKicker } from './event-facts.tsx';
import { AroundLink } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import styles from './page.module.css';
import { PageFrame, type RecordPageProps } from './page.tsx';
import { QuoteBlock } from './quote-block.tsx';

export function EventPage({ id, missing }: RecordPageProps) {
  const asked = useAsk(EventDocument, { id });
  const { event: words, drawAround, copyLink, noClaimsYet } = evidenceMessages;
  return (
    <Answered asked={asked} pick={(data) => data.event} missing={missing} page>
      {(event) => (
        <PageFrame
          kicker={eventKicker(event)}
          title={event.name}
          lead={
            <>
              <Names names={event.names} />
              {event.description && <p>{event.description}</p>}
            </>
          }
          sum={words.counts(event.claimCounts.asTarget)}
          tools={
            <>
              <AroundLink id={event.id} className={styles.action}>
                {drawAround}
              </AroundLink>
              <CopyButton text={location.href} label={copyLink} />
            </>
          }
          side={
            <>
              <EventFacts event={event} />
              <Elsewhere ids={event.externalIds} merged={event.mergedIds} />
            </>
          }
        >
          <section className={styles.section}>
            <h2>{words.quotes}</h2>
            {event.quotes.length === 0 && <p className={styles.none}>{words.noQuotes}</p>}
            {event.quotes.map((quote) => (
              <QuoteBlock key={`${quote.source.id} ${quote.start} ${quote.exact}`} quote={quote} />
            ))}
          </section>
          <section className={styles.section}>
            <h2>{words.claims}</h2>
            <ClaimsList filter={{ events: [event.id] }} towards={event.id} level={3} empty={<p>{noClaimsYet}</p>} />
          </section>
        </PageFrame>
      )}
    </Answered>
  );
}
