// The filter in force as clauses of a sentence, in the order in which people ask: who, what, when, where from. Pure; names
// of records come from whoever calls.

import type { ClaimFilter } from '../../gql/generated.ts';
import { messages } from '../../messages.ts';
import { dateText } from '../../said-on.ts';
import { relationMessages } from './messages.ts';

const LISTS = ['speakers', 'targets', 'about', 'between', 'topics', 'events', 'sources'] as const;
/** Names that one clause holds before it counts the rest. */
const NAMED = 8;

export const idsIn = (filter: ClaimFilter): string[] => [...new Set(LISTS.flatMap((field) => filter[field] ?? []))];

export function filterWords(filter: ClaimFilter, nameOf: (id: string) => string): string[] {
  const words = relationMessages.filter;
  const named = (ids: readonly string[]) => {
    const rest = ids.length - NAMED;
    return [...ids.slice(0, NAMED).map(nameOf), ...(rest > 0 ? [words.more(rest)] : [])];
  };
  const { stances, kinds, publishers, statuses, text, asOf, directSpeech } = filter;
  return [
    ...LISTS.flatMap((field) => (filter[field] ? [words[field](named(filter[field]))] : [])),
    ...(publishers ? [words.publishers(publishers)] : []),
    ...(stances ? [words.stances(stances.map((stance) => messages.stance[stance]))] : []),
    ...(kinds ? [words.kinds(kinds.map((kind) => messages.claimKind[kind]))] : []),
    ...(text ? [words.text(text)] : []),
    ...(typeof directSpeech === 'boolean' ? [words.directSpeech(directSpeech)] : []),
    ...timeWords(filter),
    statuses ? words.statuses(statuses.map((status) => messages.status[status])) : words.statusesDefault,
    ...(typeof asOf === 'number' ? [words.asOf(asOf)] : []),
  ];
}

/** Without a window undated claims count unless the filter says otherwise; with one they do not. */
function timeWords({ saidFrom, saidTo, undated }: ClaimFilter): string[] {
  const words = relationMessages.filter;
  const windowed = Boolean(saidFrom || saidTo);
  return [
    ...(windowed ? [words.window(dateText(`${saidFrom ?? '..'}/${saidTo ?? '..'}`))] : []),
    words.undated[undated ?? (windowed ? 'EXCLUDE' : 'INCLUDE')],
  ];
}
