// What stands around every page: the name, search, the ways to the other pages, theme, shortcuts, and the live region.

import { Link, Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Names } from '../gql/generated.ts';
import { useQueryState } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { titleOf } from '../search/hit.tsx';
import { SearchBox } from '../search/search-box.tsx';
import { FaultNotice } from '../states/fault-notice.tsx';
import { ThemeToggle } from '../theme/theme-toggle.tsx';
import { Announcer } from '../view/announce.tsx';
import { useShortcut } from '../view/shortcuts.ts';
import { useTitle } from '../view/use-title.ts';
import styles from './shell.module.css';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { useGoTo } from './use-go-to.ts';

const PAGES = [
  { to: '/', name: messages.nav.explore },
  { to: '/topics', name: messages.nav.topics },
  { to: '/sources', name: messages.nav.sources },
] as const;

export function Shell() {
  const [sheet, setSheet] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const goTo = useGoTo();
  useFocusOnNewPage(main);
  useRecordTitle();
  useShortcut('/', () => search.current?.focus());
  useShortcut('?', () => setSheet(true));
  return (
    <Announcer>
      <div className={styles.shell}>
        <a className={styles.skip} href="#main">
          {messages.nav.skip}
        </a>
        <header className={styles.header}>
          <Link to="/" className={styles.brand} aria-label={messages.title(null)}>
            {messages.product[0]} <i>{messages.product[1]}</i>
          </Link>
          <search className={styles.search}>
            <SearchBox field={search} onGo={goTo} />
          </search>
          <nav className={styles.nav} aria-label={messages.nav.label}>
            {PAGES.map(({ to, name }) => (
              <Link key={to} to={to} className={styles.page} activeOptions={{ exact: true, includeSearch: false }}>
                {name}
              </Link>
            ))}
            <a href="/graphiql" className={`${styles.page} ${styles.wide}`}>
              {messages.nav.api}
            </a>
          </nav>
          <div className={styles.tools}>
            <ThemeToggle />
            <button
              type="button"
              className={styles.help}
              onClick={() => setSheet(true)}
              aria-label={messages.keys.open}
            >
              ?
            </button>
          </div>
        </header>
        <FaultNotice />
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <ShortcutSheet open={sheet} onOpenChange={setSheet} />
    </Announcer>
  );
}

/** After going to another page the keyboard starts at its beginning, as after loading one. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>) {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path, main]);
}

/** The page of a record is named after it; other pages name themselves. */
function useRecordTitle() {
  const { id } = useParams({ strict: false });
  const names = useQueryState(
    Names,
    { ids: id === undefined ? [] : [id] },
    { enabled: id !== undefined, keepPrevious: false },
  );
  const record = names.data?.nodes[0];
  useTitle(id === undefined ? undefined : record ? titleOf(record) : id);
}
