// Every source, newest first, with how many claims are quoted from it.

import { SourceList } from '../gql/generated.ts';
import { usePagedQuery } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { dateText } from '../said-on.ts';
import { RecordLink } from '../view/record-link.tsx';
import { useTitle } from '../view/use-title.ts';
import { ListPage } from './list-page.tsx';
import styles from './page.module.css';

export function SourcesPage() {
  useTitle(messages.lists.sources);
  const sources = usePagedQuery(SourceList, { first: 50 }, (answer) => answer.sources);
  return (
    <ListPage
      title={messages.lists.sources}
      lead={messages.lists.sourcesLead}
      none={messages.lists.noSources}
      list={sources}
    >
      {({ id, title, sourceKind, publisher, published, reliability, claims }) => (
        <RecordLink id={id} className={styles.entry}>
          <span className={styles.name}>{title}</span>
          <span className={styles.n}>{claims.totalCount === null ? '' : messages.claims(claims.totalCount)}</span>
          <span className={styles.facts}>
            {[
              messages.sourceKind[sourceKind],
              publisher,
              published && dateText(published),
              reliability && messages.lists.reliability(reliability),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </RecordLink>
      )}
    </ListPage>
  );
}
