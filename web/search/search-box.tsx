// The search of every page: names in any script, events, topics, sources, and claims by their words as a last group.
// Arrows choose, Enter goes; Enter without a choice searches everywhere; Esc closes, and a second Esc clears.

import { type RefObject, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { ComboBox, Input, ListBox, ListBoxItem, ListBoxSection, Popover } from 'react-aria-components/ComboBox';
import { Header } from 'react-aria-components/Header';
import { Typeahead } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { FailureLine } from '../states/failure-line.tsx';
import { type Hit, HitLine, titleOf } from './hit.tsx';
import styles from './search-box.module.css';

const KINDS = ['ACTOR', 'EVENT', 'TOPIC', 'SOURCE'] as const;
const EVERYWHERE = 'everywhere';

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
  const asked = useSettled(text.trim(), 90);
  const found = useAsk(Typeahead, { text: asked, kinds: [...KINDS], claims: 4 }, { enabled: asked !== '' });
  const groups = useMemo(() => grouped(found.data?.records.nodes ?? [], found.data?.claims.nodes ?? []), [found.data]);
  const shown = useDeferredValue(text.trim() === '' ? [] : groups);

  const go = (key: unknown) => {
    if (key === null || text.trim() === '') return;
    onGo(key === EVERYWHERE ? { text: text.trim() } : { id: String(key) });
    setText('');
    field.current?.blur();
  };

  return (
    <ComboBox
      aria-label={messages.search.label}
      className={styles.box}
      inputValue={text}
      onInputChange={setText}
      selectedKey={null}
      onSelectionChange={go}
      allowsCustomValue
      allowsEmptyCollection
      menuTrigger="input"
      defaultFilter={() => true}
    >
      <svg className={styles.glass} viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
        <circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="m10.5 10.5 3.6 3.6" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
      <Input
        ref={field}
        className={styles.input ?? ''}
        placeholder={messages.search.placeholder}
        maxLength={200}
        enterKeyHint="search"
        onKeyDownCapture={(event) => {
          const chosen = event.currentTarget.getAttribute('aria-activedescendant');
          if (event.key !== 'Enter' || chosen || text.trim() === '') return;
          event.preventDefault();
          event.stopPropagation();
          go(EVERYWHERE);
        }}
      />
      <span className={styles.key} aria-hidden="true">
        /
      </span>
      <Popover className={styles.popover ?? ''} offset={6} data-stale={found.stale || undefined}>
        <ListBox className={styles.list ?? ''} renderEmptyState={() => null}>
          {shown.map(({ name, hits }) => (
            <ListBoxSection key={name} id={name} className={styles.group ?? ''}>
              <Header className={styles.heading}>{name}</Header>
              {hits.map((hit) => (
                <ListBoxItem
                  key={hit.record.id}
                  id={hit.record.id}
                  textValue={titleOf(hit.record)}
                  className={styles.item ?? ''}
                >
                  <HitLine hit={hit} />
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
          {text.trim() !== '' && (
            <ListBoxItem id={EVERYWHERE} textValue={text} className={`${styles.item} ${styles.everywhere}`}>
              {messages.search.everywhere(text.trim())}
            </ListBoxItem>
          )}
        </ListBox>
        {found.failure && <FailureLine failure={found.failure} onRetry={found.retry} />}
      </Popover>
    </ComboBox>
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
