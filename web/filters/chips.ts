// The filters of a state as chips: what each is called and what it says.

import { messages } from '../messages.ts';
import { dateText, rangeText } from '../said-on.ts';
import type { EditableFilter, FilterKey } from '../view/transitions.ts';
import { FILTER_FIELDS, type FilterField, type ViewState } from '../view/view-state.ts';

export interface Chip {
  key: FilterKey;
  label: string;
  value: string;
  /** The editor it opens; none for what is set elsewhere. */
  field: EditableFilter | null;
  /** Whether it restricts which claims count; else it only says what is drawn. */
  restricts: boolean;
}

export type NameOf = (id: string) => string;

const SHOWN = 3;
const joined = (values: readonly string[]) =>
  values.length <= SHOWN
    ? values.join(', ')
    : `${values.slice(0, SHOWN).join(', ')} ${messages.andMore(values.length - SHOWN)}`;

/** What a value of a field is called. */
export function valueName(field: FilterField | 'targetKinds', value: string, nameOf: NameOf): string {
  const words: Record<string, string> =
    field === 'stances'
      ? messages.stance
      : field === 'statuses'
        ? messages.status
        : field === 'kinds'
          ? messages.claimKind
          : field === 'targetKinds'
            ? messages.recordKinds
            : {};
  if (field === 'publishers' || field === 'text') return value;
  return words[value] ?? nameOf(value);
}

export function chipsOf(state: ViewState, nameOf: NameOf): Chip[] {
  const labels = messages.filter.labels;
  const chips: Chip[] = [];
  const add = (chip: Chip) => chips.push(chip);
  if (state.open.length > 0)
    add({
      key: 'open',
      label: labels.open,
      value: joined(state.open.map(nameOf)),
      field: null,
      restricts: false,
    });
  for (const field of FILTER_FIELDS) {
    const values = state[field];
    if (values.length === 0) continue;
    const value =
      typeof values === 'string' ? `“${values}”` : joined(values.map((value) => valueName(field, value, nameOf)));
    add({
      key: field,
      label: labels[field],
      value,
      field,
      restricts: true,
    });
  }
  if (state.minClaims > 1)
    add({
      key: 'minClaims',
      label: labels.minClaims,
      value: messages.filter.atLeast(state.minClaims),
      field: 'minClaims',
      restricts: true,
    });
  if (state.targetKinds.join() !== 'ACTOR')
    add({
      key: 'targetKinds',
      label: labels.targetKinds,
      value: joined(state.targetKinds.map((kind) => messages.recordKinds[kind])),
      field: 'targetKinds',
      restricts: false,
    });
  if (state.undated === 'ONLY')
    add({
      key: 'undated',
      label: labels.undated,
      value: messages.filter.only,
      field: null,
      restricts: true,
    });
  if (state.asOf !== null)
    add({
      key: 'asOf',
      label: labels.asOf,
      value: messages.filter.version(state.asOf),
      field: null,
      restricts: true,
    });
  if (state.hide.length > 0)
    add({
      key: 'hide',
      label: labels.hide,
      value: joined(state.hide.map(nameOf)),
      field: null,
      restricts: false,
    });
  return chips;
}

/** The window as a chip of its own: it stands on the time axis, but it can be what leaves nothing. */
export function windowChip({ from, to }: ViewState): Chip | null {
  if (from === null && to === null) return null;
  const value =
    from !== null && to !== null
      ? rangeText(from, to)
      : from !== null
        ? messages.dates.since(dateText(from))
        : messages.dates.until(dateText(to));
  return {
    key: 'window',
    label: messages.filter.labels.window,
    value,
    field: null,
    restricts: true,
  };
}

/** Every record that a state names, so that its chips can be labelled. */
export const namedIn = (state: ViewState): string[] => [
  ...new Set([
    ...state.open,
    ...state.hide,
    ...state.about,
    ...state.speakers,
    ...state.targets,
    ...state.topics,
    ...state.events,
    ...state.sources,
  ]),
];
