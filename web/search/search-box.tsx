// The search of every page: names in any script, events, topics, sources, and claims by their words as a last group.
// Arrows choose, Enter goes; Enter without a choice searches everywhere; Esc closes, and a second Esc clears.
// A combobox after the pattern of the ARIA guide, and not the library's: that one hides the rest of the page from
// screen readers while it suggests, with the focusable things still in it.

import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useState } from 'react';
import { Typeahead } from '../gql/generated.ts';
import { useQueryState } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { FailureLine } from '../states/failure-line.tsx';
import { useAnnounce } from '../view/announce.tsx';
import { type Hit, HitLine } from './hit.tsx';
import styles from './search-box.module.css';

const KINDS = ['ACTOR', 'EVENT', 'TOPIC', 'SOURCE'] as const;

interface Group {
  name: string;
  hits: Hit[];
}

export interface SearchBoxProps {
  field: RefObject<HTMLInputElement | null>;
  onGo(where: { id: string } | { text: string }): void;
}

export function SearchBox({ field, onGo }: SearchBoxProps) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const id = useId();
  const words = text.trim();
  const asked = useSettled(words, 90);
  const found = useQueryState(Typeahead, { text: asked, kinds: [...KINDS], claims: 4 }, { enabled: asked !== '' });
  const groups = useMemo(() => grouped(found.data?.records.nodes ?? [], found.data?.claims.nodes ?? []), [found.data]);
  const hits = groups.flatMap((group) => group.hits);
  const shown = open && words !== '';
  const announce = useAnnounce();
  const suggested = shown && !found.stale && asked === words && found.data ? hits.length : null;
  useEffect(() => {
    if (suggested !== null) announce(messages.search.suggested(suggested));
  }, [suggested, announce]);

  // The last option is not a record: it searches everywhere.
  const last = hits.length;
  const go = (index: number) => {
    const hit = hits[index];
    onGo(hit === undefined ? { text: words } : { id: hit.record.id });
    setText('');
    setOpen(false);
    setActive(-1);
    field.current?.blur();
  };
  const optionId = (index: number) => `${id}-${index}`;
  const choose = (index: number) => {
    setActive(index);
    document.getElementById(optionId(index))?.scrollIntoView({ block: 'nearest' });
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || words === '') return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!shown) setOpen(true);
      else if (event.key === 'ArrowDown') choose(active >= last ? 0 : active + 1);
      else choose(active <= 0 ? last : active - 1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(shown && active >= 0 ? active : last);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (shown) setOpen(false);
      else setText('');
      setActive(-1);
    }
  };
  const option = (index: number) => ({
    id: optionId(index),
    role: 'option',
    tabIndex: -1,
    'aria-selected': active === index,
    onMouseMove: () => setActive(index),
    // The keyboard stays in the field.
    onMouseDown: (event: { preventDefault(): void }) => event.preventDefault(),
    onClick: () => go(index),
  });

  let index = 0;
  return (
    <div className={styles.box}>
      <svg className={styles.glass} viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
        <circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="m10.5 10.5 3.6 3.6" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
      <input
        ref={field}
        className={styles.input}
        role="combobox"
        aria-label={messages.search.label}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? `${id}-list` : undefined}
        aria-activedescendant={shown && active >= 0 ? optionId(active) : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={messages.search.placeholder}
        maxLength={200}
        enterKeyHint="search"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
      />
      <span className={styles.key} aria-hidden="true">
        /
      </span>
      {shown && (
        <div className={styles.popover} data-stale={found.stale || undefined}>
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label={messages.search.suggestions}
            tabIndex={-1}
            className={styles.list}
          >
            {groups.map((group) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list box.
              <div key={group.name} role="group" aria-labelledby={`${id}-${group.name}`} className={styles.group}>
                <div id={`${id}-${group.name}`} className={styles.heading}>
                  {group.name}
                </div>
                {group.hits.map((hit) => {
                  const at = index++;
                  return (
                    <div key={hit.record.id} {...option(at)} className={styles.item}>
                      <HitLine hit={hit} />
                    </div>
                  );
                })}
              </div>
            ))}
            <div {...option(last)} className={`${styles.item} ${styles.everywhere}`}>
              {messages.search.everywhere(words)}
            </div>
          </div>
          {found.failure && <FailureLine failure={found.failure} />}
        </div>
      )}
    </div>
  );
}

function grouped(records: Hit[], claims: Hit[]): Group[] {
  const names = messages.search.groups;
  const of = (kind: string) => records.filter(({ record }) => record.__typename === kind);
  return [
    { name: names.actors, hits: of('Actor') },
    { name: names.events, hits: of('Event') },
    { name: names.topics, hits: of('Topic') },
    { name: names.sources, hits: of('Source') },
    { name: names.claims, hits: claims },
  ].filter(({ hits }) => hits.length > 0);
}

/** The value once it has not changed for a moment; an emptied field counts at once. */
function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (value === '') {
      setSettled('');
      return;
    }
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
