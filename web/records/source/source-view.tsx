// A source: on its card what it is and the claims taken from it that pass the filter; its page has its whole text.

import { SourceRecord } from '../../gql/generated.ts';
import { useQueryState } from '../../gql/queries.ts';
import { messages } from '../../messages.ts';
import { QueryResult } from '../../states/query-result.tsx';
import { ClaimsList, nothingYet } from '../claims/claim-list.tsx';
import cardStyles from '../frame/card.module.css';
import { CardTools, type RecordViewProps } from '../frame/record-frame.tsx';
import { restrictFilter } from '../frame/restrict-filter.ts';
import { BasedOnIt } from './based-on-it.tsx';
import { sourceMessages as words } from './messages.ts';
import { SourceFacts } from './source-facts.tsx';
import { SourcePage } from './source-page.tsx';

export function SourceView({ id, missing, card }: RecordViewProps) {
  const query = useQueryState(SourceRecord, { id, withText: card === undefined });
  return (
    <QueryResult query={query} pick={(data) => data.source} missing={missing} page={card === undefined}>
      {(source) => {
        if (card === undefined) return <SourcePage source={source} />;
        return (
          <>
            <p className={cardStyles.kicker}>
              {words.kicker(messages.sourceKind[source.sourceKind], source.publisher)}
            </p>
            <h2 className={cardStyles.title}>{source.title}</h2>
            <SourceFacts source={source} />
            <BasedOnIt source={source.id} />
            <CardTools id={source.id} />
            <ClaimsList
              filter={restrictFilter(card.filter, 'sources', [source.id])}
              level={3}
              empty={nothingYet(card.filter)}
            />
          </>
        );
      }}
    </QueryResult>
  );
}
