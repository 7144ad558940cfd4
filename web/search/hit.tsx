// One found record: its name with the part that matched, why it was found when that is not the name, and how to tell it
// from others: kind, description, date, number of claims.

import type { HitsFragment } from '../gql/generated.ts';
import { messages } from '../messages.ts';
import { dateText } from '../said-on.ts';
import styles from './hit.module.css';

export type Hit = HitsFragment['nodes'][number];
type Found = Hit['record'];

export function HitLine({ hit }: { hit: Hit }) {
  const { record } = hit;
  const title = titleOf(record);
  const named = hit.snippet === title;
  // A claim is its proposition: what matched there can be read already.
  const plain = named || hit.field === 'proposition';
  return (
    <span className={styles.hit}>
      <span className={record.__typename === 'Claim' ? styles.claim : styles.name}>
        {named ? <Matched hit={hit} /> : title}
      </span>
      <span className={styles.facts}>{factsOf(hit)}</span>
      {!plain && (
        <span className={styles.why}>
          {hit.match === 'TEXT' ? messages.search.inText(hit.field) : messages.search.alsoNamed} <Matched hit={hit} />
        </span>
      )}
    </span>
  );
}

/** The snippet with the match marked; the API counts code points, not the units of a JavaScript string. */
function Matched({ hit: { snippet, start, end } }: { hit: Pick<Hit, 'snippet' | 'start' | 'end'> }) {
  const points = [...snippet];
  return (
    <>
      {points.slice(0, start).join('')}
      <mark className={styles.match}>{points.slice(start, end).join('')}</mark>
      {points.slice(end).join('')}
    </>
  );
}

export function titleOf(record: Found): string {
  if ('name' in record) return record.name;
  if ('title' in record) return record.title;
  return 'proposition' in record ? record.proposition : record.id;
}

/** What tells this record from another of the same name. */
function factsOf({ record, claims }: Hit): string {
  const facts = [kindOf(record)];
  if (record.__typename === 'Event') facts.push(dateText(record.when));
  if (record.__typename === 'Source' && record.publisher) facts.push(record.publisher);
  if (record.__typename === 'Source' && record.published) facts.push(dateText(record.published));
  if (record.__typename === 'Claim') facts.push(dateText(record.saidOn));
  else if (record.__typename !== 'Source') facts.push(messages.claims(claims));
  return facts.join(' · ');
}

export function kindOf(record: Found): string {
  switch (record.__typename) {
    case 'Actor':
      return messages.actorKind[record.actorKind];
    case 'Event':
      return messages.eventKind[record.eventKind];
    case 'Source':
      return messages.sourceKind[record.sourceKind];
    case 'Claim':
      return record.speakers.map(({ name }) => name).join(', ');
    case 'Topic':
      return messages.recordKind.TOPIC;
    default:
      return record.__typename;
  }
}
