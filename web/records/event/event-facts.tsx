// When, where and with whom an event took place, or was to take place.

import type { EventRecordQuery } from '../../gql/generated.ts';
import { messages } from '../../messages.ts';
import { dateText } from '../../said-on.ts';
import styles from '../frame/facts.module.css';
import { RecordLink, RecordLinks } from '../frame/links.tsx';
import { eventMessages as words } from './messages.ts';

type EventRecord = NonNullable<EventRecordQuery['event']>;

/** `meeting · planned · 12 Jan 2022` */
export const eventKicker = ({ eventKind, status, when }: EventRecord): string =>
  [
    messages.eventKind[eventKind],
    ...(status === 'HAPPENED' ? [] : [messages.eventStatus[status]]),
    ...(when === null ? [] : [dateText(when)]),
  ].join(' · ');

export function EventFacts({ event }: { event: EventRecord }) {
  return (
    <dl className={styles.table}>
      <div>
        <dt>{words.when}</dt>
        <dd>
          {words.on(dateText(event.when))} {words.status[event.status]}
        </dd>
      </div>
      {event.place && (
        <div>
          <dt>{words.place}</dt>
          <dd>{event.place}</dd>
        </div>
      )}
      {event.participants.length > 0 && (
        <div>
          <dt>{words.participants}</dt>
          <dd>
            {event.participants.map(({ actor, role }, index) => (
              <span key={`${actor.id} ${role}`}>
                {index > 0 && ', '}
                <RecordLink id={actor.id}>{actor.name}</RecordLink>
                {role && ` (${role})`}
              </span>
            ))}
          </dd>
        </div>
      )}
      {event.affected.length > 0 && (
        <div>
          <dt>{words.affected}</dt>
          <dd>
            <RecordLinks records={event.affected} />
          </dd>
        </div>
      )}
    </dl>
  );
}
