// What can be filtered by, in the order of the sentence: who, about what, how, where it stands.

import { messages } from '../messages.ts';
import type { EditableFilter } from '../view/transitions.ts';
import type { ViewState } from '../view/view-state.ts';
import styles from './filter-bar.module.css';

const GROUPS: EditableFilter[][] = [
  ['about', 'speakers', 'targets', 'topics', 'events'],
  ['stances', 'kinds', 'text'],
  ['sources', 'publishers', 'statuses'],
  ['minClaims', 'targetKinds'],
];

export function FilterMenu({ state, onChoose }: { state: ViewState; onChoose(field: EditableFilter): void }) {
  const { labels, hints } = messages.filter;
  return (
    <div className={styles.menu}>
      {GROUPS.map((fields) => (
        <ul key={fields[0]}>
          {fields.map((field) => (
            <li key={field}>
              <button type="button" onClick={() => onChoose(field)}>
                <span>{labels[field]}</span>
                <small>{isSet(state, field) ? messages.filter.set : hints[field]}</small>
              </button>
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}

function isSet(state: ViewState, field: EditableFilter): boolean {
  if (field === 'minClaims') return state.minClaims > 1;
  if (field === 'targetKinds') return state.targetKinds.join() !== 'ACTOR';
  return state[field].length > 0;
}
