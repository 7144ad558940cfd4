// Every topic, with how many claims take a position on it.

import { TopicList } from '../gql/generated.ts';
import { usePagedQuery } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { RecordLink } from '../view/record-link.tsx';
import { useTitle } from '../view/use-title.ts';
import { ListPage } from './list-page.tsx';
import styles from './page.module.css';

export function TopicsPage() {
  useTitle(messages.lists.topics);
  const topics = usePagedQuery(TopicList, { first: 100 }, (answer) => answer.topics);
  return (
    <ListPage
      title={messages.lists.topics}
      lead={messages.lists.topicsLead}
      none={messages.lists.noTopics}
      list={topics}
    >
      {({ id, name, description, broader, claimCounts }) => (
        <RecordLink id={id} className={styles.entry}>
          <span className={styles.name}>{name}</span>
          <span className={styles.n}>{messages.claims(claimCounts.asTarget)}</span>
          {(description || broader) && (
            <span className={styles.facts}>
              {description} {broader && `(${messages.record.broader} ${broader.name})`}
            </span>
          )}
        </RecordLink>
      )}
    </ListPage>
  );
}
