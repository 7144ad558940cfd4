// Who recorded or changed a claim, when and why: the second clock, apart from when it was said.

import type { ClaimRecordQuery } from '../../gql/generated.ts';
import styles from './claim-page.module.css';
import { claimMessages as words } from './messages.ts';

type History = NonNullable<ClaimRecordQuery['claim']>['history'];

export function ClaimHistory({ history, id }: { history: History; id: string }) {
  return (
    <section className={styles.section}>
      <h2>{words.history}</h2>
      <ol className={styles.history}>
        {history.nodes.map(({ version, outcome, author, time, reason, changedFields }) => (
          <li key={version}>
            <time dateTime={time}>{words.moment(time)}</time> {words.version(outcome, author)}
            {reason && <p>{reason}</p>}
            {outcome === 'CHANGED' && <p>{words.changed(changedFields)}</p>}
          </li>
        ))}
      </ol>
      {history.pageInfo.hasNextPage && <p className={styles.note}>{words.moreVersions}</p>}
      <p className={styles.note}>
        <code>{id}</code>
      </p>
    </section>
  );
}
