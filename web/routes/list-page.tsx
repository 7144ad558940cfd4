// A list that is read page by page, with what it says while it loads, when it is empty, and when it fails.

import type { ReactNode } from 'react';
import type { PagedQuery } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { FailureLine } from '../states/failure-line.tsx';
import { FailureState } from '../states/failure-state.tsx';
import { PartialNotice } from '../states/partial-notice.tsx';
import { LinesSkeleton } from '../states/skeleton.tsx';
import styles from './page.module.css';

export interface ListPageProps<Node> {
  title: string;
  lead: string;
  none: string;
  list: PagedQuery<Node>;
  children(node: Node): ReactNode;
}

export function ListPage<Node extends { id: string }>({ title, lead, none, list, children }: ListPageProps<Node>) {
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.lead}>{lead}</p>
      <PagedList list={list} none={none} idOf={({ id }) => id}>
        {children}
      </PagedList>
    </div>
  );
}

export interface PagedListProps<Node> {
  list: PagedQuery<Node>;
  none: ReactNode;
  idOf(node: Node): string;
  children(node: Node): ReactNode;
}

export function PagedList<Node>({ list, none, idOf, children }: PagedListProps<Node>) {
  const { nodes, failure } = list;
  if (nodes === undefined) {
    return failure ? <FailureState failure={failure} onRetry={list.retry} /> : <LinesSkeleton lines={10} />;
  }
  if (nodes.length === 0) return <div className={styles.lead}>{none}</div>;
  return (
    <>
      <PartialNotice faults={list.faults} onRetry={list.retry} />
      <ul className={styles.list}>
        {nodes.map((node) => (
          <li key={idOf(node)}>{children(node)}</li>
        ))}
      </ul>
      {failure && <FailureLine failure={failure} onRetry={list.retry} />}
      {list.more && !failure && (
        <button type="button" className={styles.next} onClick={list.next} disabled={list.reading}>
          {list.reading ? messages.loading : messages.lists.more}
        </button>
      )}
    </>
  );
}
