// Changes one filter. Every choice takes effect at once; each value says how many claims it would leave.

import { messages } from '../messages.ts';
import { type EditableFilter, setFilters, type Transition } from '../view/transitions.ts';
import { CLAIM_KINDS, STANCES, STATUSES, TARGET_KINDS, type ViewState } from '../view/view-state.ts';
import type { NameOf } from './chips.ts';
import { ChoiceField } from './choice-field.tsx';
import styles from './filter-bar.module.css';
import { RecordField } from './record-field.tsx';
import { WrittenField } from './written-field.tsx';

export interface FilterEditorProps {
  field: EditableFilter;
  state: ViewState;
  nameOf: NameOf;
  change(transition: Transition): void;
  onBack(): void;
  onDone(): void;
}

export function FilterEditor(props: FilterEditorProps) {
  return (
    <div className={styles.editor}>
      <div className={styles.top}>
        <button type="button" className={styles.back} onClick={props.onBack}>
          <span aria-hidden="true">←</span> {messages.filter.back}
        </button>
        <h2>{messages.filter.labels[props.field]}</h2>
      </div>
      <Field {...props} />
      <div className={styles.bottom}>
        <button type="button" onClick={props.onDone}>
          {messages.filter.done}
        </button>
      </div>
    </div>
  );
}

function Field({ field, state, nameOf, change, onDone }: FilterEditorProps) {
  switch (field) {
    case 'stances':
      return <ChoiceField field={field} values={STANCES} state={state} change={change} />;
    case 'statuses':
      return <ChoiceField field={field} values={STATUSES} state={state} change={change} />;
    case 'kinds':
      return <ChoiceField field={field} values={CLAIM_KINDS} state={state} change={change} />;
    case 'targetKinds':
      return <ChoiceField field={field} values={TARGET_KINDS} state={state} change={change} />;
    case 'text':
      return (
        <WrittenField
          label={messages.filter.words}
          value={state.text}
          onTake={(text) => {
            change((last) => setFilters(last, { text }));
            onDone();
          }}
        />
      );
    case 'minClaims':
      return (
        <WrittenField
          label={messages.filter.minClaims}
          value={String(state.minClaims)}
          number
          onTake={(text) => {
            const minClaims = Math.max(1, Math.min(1_000_000, Math.round(Number(text)) || 1));
            change((last) => setFilters(last, { minClaims }));
            onDone();
          }}
        />
      );
    default:
      return <RecordField field={field} state={state} nameOf={nameOf} change={change} />;
  }
}
