// The filters in force as chips, each to be changed or taken off, and the way to add one.

import { useRef, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components/Popover';
import { messages } from '../messages.ts';
import { useAnnounce } from '../view/announce.tsx';
import { type EditableFilter, removeFilter, type Transition } from '../view/transitions.ts';
import type { ViewState } from '../view/view-state.ts';
import { type Chip, chipsOf, namedIn } from './chips.ts';
import styles from './filter-bar.module.css';
import { FilterEditor } from './filter-editor.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { useNames } from './use-names.ts';

export interface FilterBarProps {
  state: ViewState;
  change(transition: Transition): void;
}

export function FilterBar({ state, change }: FilterBarProps) {
  const nameOf = useNames(namedIn(state));
  const chips = chipsOf(state, nameOf);
  const [open, setOpen] = useState<EditableFilter | 'menu' | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const announce = useAnnounce();

  const edit = (field: EditableFilter | 'menu', from: HTMLElement) => {
    opener.current = from;
    setOpen(field);
  };
  const remove = (chip: Chip) => {
    change((last) => removeFilter(last, chip.key));
    announce(messages.filter.removed(chip.label, chip.value));
    add.current?.focus();
  };

  return (
    <fieldset className={styles.bar} aria-label={messages.filter.group}>
      {chips.map((chip) => (
        <span key={chip.key} className={styles.chip}>
          {chip.field === null ? (
            <span className={styles.says}>
              <span className={styles.label}>{chip.label}</span> {chip.value}
            </span>
          ) : (
            <button
              type="button"
              className={styles.says}
              aria-haspopup="dialog"
              onClick={(event) => edit(chip.field ?? 'menu', event.currentTarget)}
            >
              <span className={styles.label}>{chip.label}</span> {chip.value}
            </button>
          )}
          <button
            type="button"
            className={styles.off}
            onClick={() => remove(chip)}
            aria-label={messages.filter.remove(chip.label, chip.value)}
          >
            <svg viewBox="0 0 10 10" width="9" height="9" aria-hidden="true">
              <path d="M1 1l8 8M9 1l-8 8" stroke="currentColor" strokeWidth="1.5" />
            </svg>
          </button>
        </span>
      ))}
      <button
        ref={add}
        type="button"
        className={styles.add}
        aria-haspopup="dialog"
        aria-expanded={open !== null}
        onClick={(event) => edit('menu', event.currentTarget)}
      >
        {messages.filter.add}
      </button>
      <Popover
        triggerRef={opener}
        isOpen={open !== null}
        onOpenChange={(now) => !now && setOpen(null)}
        placement="bottom start"
        offset={6}
        className={styles.popover ?? ''}
      >
        <Dialog
          className={styles.dialog ?? ''}
          aria-label={open === null || open === 'menu' ? messages.filter.add : messages.filter.labels[open]}
        >
          {open === 'menu' && <FilterMenu state={state} onChoose={setOpen} />}
          {open !== null && open !== 'menu' && (
            <FilterEditor
              key={open}
              field={open}
              state={state}
              nameOf={nameOf}
              change={change}
              onBack={() => setOpen('menu')}
              onDone={() => setOpen(null)}
            />
          )}
        </Dialog>
      </Popover>
    </fieldset>
  );
}
