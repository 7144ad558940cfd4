// A claim beside the network, where it is itself spoken about: the claim as an article, and the claims about it.

import { ClaimDetail } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { Answered } from './answered.tsx';
import type { CardProps } from './card.ts';
import { CardTools } from './card-tools.tsx';
import { ClaimArticle } from './claim-article.tsx';
import { ClaimsList } from './claim-list.tsx';
import styles from './evidence.module.css';
import { evidenceMessages } from './messages.ts';
import { MissingCard } from './missing-card.tsx';
import { narrowed } from './narrow.ts';

export function ClaimCard({ id, filter, onExpand }: CardProps) {
  const asked = useAsk(ClaimDetail, { id });
  const words = evidenceMessages.claim;
  return (
    <Answered asked={asked} pick={(data) => data.claim} missing={<MissingCard id={id} />}>
      {(claim) => (
        <>
          <p className={styles.kicker}>{words.kicker}</p>
          <ClaimArticle claim={claim} level={2} />
          <CardTools id={claim.id} onExpand={onExpand} />
          <h2 className={styles.section}>{words.aboutThis}</h2>
          <ClaimsList
            filter={narrowed(filter, 'targets', [claim.id])}
            towards={claim.id}
            level={3}
            empty={<p>{words.nothingAbout}</p>}
          />
        </>
      )}
    </Answered>
  );
}
