// A filter by a few fixed values. Values that no claim has stay listed, with their count of none.

import { useId } from 'react';
import { FacetsOf } from '../gql/generated.ts';
import { useQueryState } from '../gql/queries.ts';
import { count, messages } from '../messages.ts';
import { setFilters, type Transition } from '../view/transitions.ts';
import { claimFilter, type ViewState } from '../view/view-state.ts';
import { valueName } from './chips.ts';
import styles from './filter-bar.module.css';

type Field = 'stances' | 'statuses' | 'kinds' | 'targetKinds';

export interface ChoiceFieldProps {
  field: Field;
  values: readonly string[];
  state: ViewState;
  change(transition: Transition): void;
}

export function ChoiceField({ field, values, state, change }: ChoiceFieldProps) {
  const { data } = useQueryState(FacetsOf, { filter: claimFilter(state), fields: [field], first: 100 });
  const counts = data && new Map(data.facets[0]?.values.map(({ value, n }) => [value, n]));
  const chosen: readonly string[] = state[field];
  const set = (next: string[]) =>
    change((last) => setFilters(last, { [field]: values.filter((value) => next.includes(value)) }));
  return (
    <>
      {messages.filter.notes[field] && <p className={styles.note}>{messages.filter.notes[field]}</p>}
      <ul className={styles.options}>
        {values.map((value) => (
          <Option
            key={value}
            label={valueName(field, value, String)}
            n={counts?.get(value) ?? (counts ? 0 : null)}
            on={chosen.includes(value)}
            // Without any kind of target there would be no network.
            fixed={field === 'targetKinds' && chosen.length === 1 && chosen[0] === value}
            onSwitch={(on) => set(on ? [...chosen, value] : chosen.filter((other) => other !== value))}
          />
        ))}
      </ul>
    </>
  );
}

export interface OptionProps {
  label: string;
  /** Claims with this value; null when not known. */
  n: number | null;
  on: boolean;
  fixed?: boolean;
  serif?: boolean;
  note?: string | null;
  onSwitch(on: boolean): void;
}

export function Option({ label, n, on, fixed = false, serif = false, note = null, onSwitch }: OptionProps) {
  const id = useId();
  return (
    <li>
      <label className={styles.option} htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={on}
          disabled={fixed}
          onChange={(event) => onSwitch(event.target.checked)}
        />
        <span className={serif ? styles.serif : undefined}>
          {label}
          {note && <small> {note}</small>}
        </span>
        {n !== null && (
          <span className={styles.n}>
            {count(n)}
            <span className="unseen"> {messages.filter.claims}</span>
          </span>
        )}
      </label>
    </li>
  );
}
