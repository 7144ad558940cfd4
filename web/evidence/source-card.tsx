// A source beside the network: what it is, and the claims taken from it that pass the filter. Its text has a page of its own.

import { SourceHead } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { Answered } from './answered.tsx';
import type { CardProps } from './card.ts';
import { CardTools } from './card-tools.tsx';
import { ClaimsList } from './claim-list.tsx';
import styles from './evidence.module.css';
import { evidenceMessages } from './messages.ts';
import { MissingCard } from './missing-card.tsx';
import { narrowed } from './narrow.ts';
import { SourceFacts } from './source-facts.tsx';

export function SourceCard({ id, filter }: CardProps) {
  const asked = useAsk(SourceHead, { id });
  return (
    <Answered asked={asked} pick={(data) => data.source} missing={<MissingCard id={id} />}>
      {(source) => (
        <>
          <p className={styles.kicker}>
            {evidenceMessages.source.kicker(messages.sourceKind[source.sourceKind], source.publisher)}
          </p>
          <h2 className={styles.title}>{source.title}</h2>
          <SourceFacts source={source} />
          <CardTools id={source.id} />
          <ClaimsList filter={narrowed(filter, 'sources', [source.id])} level={3} />
        </>
      )}
    </Answered>
  );
}
