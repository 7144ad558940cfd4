// Everything that matches some words, best first, each with why it matched.

import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Search } from '../gql/generated.ts';
import { usePagedQuery } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { HitLine } from '../search/hit.tsx';
import { useAnnounce } from '../view/announce.tsx';
import { RecordLink } from '../view/record-link.tsx';
import { useTitle } from '../view/use-title.ts';
import { PagedList } from './list-page.tsx';
import styles from './page.module.css';

export function SearchPage() {
  const text = useSearch({ from: '/search' }).text ?? '';
  const hits = usePagedQuery(Search, { text, first: 25 }, (answer) => answer.search, { enabled: text !== '' });
  const announce = useAnnounce();
  const { search } = messages;
  const found = hits.nodes && search.found(hits.nodes.length, hits.more);
  useTitle(search.title(text));
  useEffect(() => {
    if (found) announce(found);
  }, [found, announce]);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{search.title(text)}</h1>
      <p className={styles.lead}>{text === '' ? search.ask : found}</p>
      {text !== '' && (
        <PagedList
          list={hits}
          idOf={({ record }) => record.id}
          none={
            <>
              <p>{search.none(text)}.</p>
              <p>{search.noneAdvice}</p>
            </>
          }
        >
          {(hit) => (
            <RecordLink id={hit.record.id} className={styles.hit}>
              <HitLine hit={hit} />
            </RecordLink>
          )}
        </PagedList>
      )}
    </div>
  );
}
