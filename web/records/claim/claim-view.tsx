// A claim: on its card as an article, and who speaks about it; its page adds the stored text beside it, at the quoted words,
// and its history.

import { ClaimRecord } from '../../gql/generated.ts';
import { useQueryState } from '../../gql/queries.ts';
import { QueryResult } from '../../states/query-result.tsx';
import { ClaimArticle } from '../claims/claim-article.tsx';
import { ClaimsList } from '../claims/claim-list.tsx';
import cardStyles from '../frame/card.module.css';
import { CardTools, type RecordViewProps } from '../frame/record-frame.tsx';
import { restrictFilter } from '../frame/restrict-filter.ts';
import { ClaimPage } from './claim-page.tsx';
import { claimMessages as words } from './messages.ts';

export function ClaimView({ id, missing, card }: RecordViewProps) {
  const query = useQueryState(ClaimRecord, { id });
  return (
    <QueryResult query={query} pick={(data) => data.claim} missing={missing} page={card === undefined}>
      {(claim) => {
        const aboutThis = (
          <ClaimsList
            filter={restrictFilter(card?.filter ?? {}, 'targets', [claim.id])}
            towards={claim.id}
            level={3}
            empty={<p>{words.nothingAbout}</p>}
          />
        );
        if (card === undefined) return <ClaimPage claim={claim} aboutThis={aboutThis} />;
        return (
          <>
            <p className={cardStyles.kicker}>{words.kicker}</p>
            <ClaimArticle claim={claim} level={2} />
            <CardTools id={claim.id} onExpand={card.onExpand} />
            <h2 className={cardStyles.section}>{words.aboutThis}</h2>
            {aboutThis}
          </>
        );
      }}
    </QueryResult>
  );
}
