// A filter by records or publishers: what is chosen, then what the claims offer, most claims first, or what a search finds.

import { useDeferredValue, useState } from 'react';
import { type FacetField, FacetsOf, Search, type SearchedKind } from '../gql/generated.ts';
import { useQueryState } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { kindOf, titleOf } from '../search/hit.tsx';
import { FailureLine } from '../states/failure-line.tsx';
import { setFilters, type Transition } from '../view/transitions.ts';
import { claimFilter, type ViewState } from '../view/view-state.ts';
import type { NameOf } from './chips.ts';
import { Option } from './choice-field.tsx';
import styles from './filter-bar.module.css';

export type RecordFilter = 'about' | 'speakers' | 'targets' | 'topics' | 'events' | 'sources' | 'publishers';

/** Which values the counts are taken from, and which of them belong here. */
const OFFERS: Record<RecordFilter, { facet: FacetField; prefix: string; kinds: SearchedKind[]; counted: boolean }> = {
  about: { facet: 'targets', prefix: '', kinds: ['ACTOR', 'EVENT', 'TOPIC'], counted: false },
  speakers: { facet: 'speakers', prefix: 'act_', kinds: ['ACTOR'], counted: true },
  targets: { facet: 'targets', prefix: '', kinds: ['ACTOR', 'EVENT', 'TOPIC'], counted: true },
  topics: { facet: 'targets', prefix: 'top_', kinds: ['TOPIC'], counted: true },
  events: { facet: 'targets', prefix: 'evt_', kinds: ['EVENT'], counted: true },
  sources: { facet: 'sources', prefix: 'src_', kinds: ['SOURCE'], counted: true },
  publishers: { facet: 'publishers', prefix: '', kinds: [], counted: true },
};

interface Offer {
  value: string;
  label: string;
  n: number | null;
  note?: string;
}

export interface RecordFieldProps {
  field: RecordFilter;
  state: ViewState;
  nameOf: NameOf;
  change(transition: Transition): void;
}

export function RecordField({ field, state, nameOf, change }: RecordFieldProps) {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { facet, prefix, kinds, counted } = OFFERS[field];
  const searching = asked !== '' && kinds.length > 0;
  const facets = useQueryState(FacetsOf, { filter: claimFilter(state), fields: [facet], first: 100 });
  const search = useQueryState(Search, { text: asked, kinds, first: 25 }, { enabled: searching });

  const values = facets.data?.facets[0]?.values ?? [];
  const counts = new Map(values.map(({ value, n }) => [value, n]));
  const chosen: readonly string[] = state[field];
  const offers: Offer[] = searching
    ? (search.data?.search.nodes ?? []).map(({ record }) => ({
        value: record.id,
        label: titleOf(record),
        n: counted ? (counts.get(record.id) ?? null) : null,
        note: kindOf(record),
      }))
    : values
        .filter(({ value, label }) => value.startsWith(prefix) && label.toLowerCase().includes(asked.toLowerCase()))
        .map(({ value, label, n }) => ({ value, label, n: counted ? n : null }));
  const set = (value: string, on: boolean) =>
    change((last) =>
      setFilters(last, { [field]: on ? [...chosen, value] : chosen.filter((other) => other !== value) }),
    );
  const failure = searching ? search.failure : facets.failure;

  return (
    <>
      <input
        type="search"
        className={styles.find}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={messages.filter.find}
        aria-label={messages.filter.find}
        maxLength={200}
      />
      {failure && <FailureLine failure={failure} onRetry={searching ? search.retry : facets.retry} />}
      <ul className={styles.options}>
        {asked === '' &&
          chosen.map((value) => (
            <Option
              key={value}
              label={field === 'publishers' ? value : nameOf(value)}
              n={counted ? (counts.get(value) ?? null) : null}
              on
              serif={field !== 'publishers'}
              onSwitch={() => set(value, false)}
            />
          ))}
        {offers
          .filter(({ value }) => asked !== '' || !chosen.includes(value))
          .map(({ value, label, n, note }) => (
            <Option
              key={value}
              label={label}
              n={n}
              note={note ?? null}
              on={chosen.includes(value)}
              serif={field !== 'publishers'}
              onSwitch={(on) => set(value, on)}
            />
          ))}
      </ul>
      {offers.length === 0 && !facets.busy && !search.busy && !failure && (
        <p className={styles.note}>{asked === '' ? messages.filter.nothing : messages.filter.notFound(asked)}</p>
      )}
    </>
  );
}
