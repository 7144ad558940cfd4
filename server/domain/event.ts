// An event: something dated that happened, is planned, is alleged or was cancelled, with participants and a place.

import { parseEdtf } from './dates.ts';
import type { Facet, KindSpec, Ref } from './kind-spec.ts';
import { LISTS, TEXTS } from './limits.ts';
import { allNames, externalKey, NAME_DEFAULTS, readExternalIds, readNames, spanDates } from './name-fields.ts';
import { QUOTE_DEFAULTS, quoteRefs, quoteTexts, readQuotes, withContextGiven, withPassage } from './quote-fields.ts';
import type { Event, Participant } from './records.ts';
import { EVENT_KINDS, EVENT_STATUSES } from './records.ts';
import { idRefs } from './refs.ts';
import { entryOf, recordOf } from './shapes.ts';

const EVENT_ONLY = ['event'] as const;
const ACTOR_ONLY = ['actor'] as const;

/** Fields with a value that goes without saying, other than none. */
const DEFAULTS = { status: 'HAPPENED', names: NAME_DEFAULTS, quotes: QUOTE_DEFAULTS } as const;

const readParticipant = entryOf<Participant>((reader, input) => ({
  actor: reader.id(input, 'actor', ACTOR_ONLY),
  role: reader.optionalText(input, 'role', TEXTS.label),
}));

export const eventSpec: KindSpec<Event> = {
  kind: 'event',
  upgrades: [withContextGiven, withPassage],
  ...recordOf<Event>(
    (reader, input) => ({
      id: reader.id(input, 'id', EVENT_ONLY),
      kind: reader.choice(input, 'kind', EVENT_KINDS),
      name: reader.text(input, 'name', TEXTS.name),
      names: readNames(reader, input),
      description: reader.optionalText(input, 'description', TEXTS.description),
      when: reader.date(input, 'when'),
      place: reader.optionalText(input, 'place', TEXTS.label),
      participants: reader.list(input, 'participants', LISTS.participants, readParticipant),
      affected: reader.ids(input, 'affected', ACTOR_ONLY, LISTS.participants),
      status: reader.choice(input, 'status', EVENT_STATUSES, DEFAULTS.status),
      externalIds: readExternalIds(reader, input),
      quotes: readQuotes(reader, input),
    }),
    (reader, { participants }) => reader.unique('participants', participants, JSON.stringify),
  ),
  defaults: DEFAULTS,
  refs: (event): Ref[] => [
    ...event.participants.map(({ actor }, index) => ({
      path: ['participants', index, 'actor'],
      id: actor,
      kinds: ACTOR_ONLY,
    })),
    ...idRefs('affected', event.affected, ACTOR_ONLY),
    ...quoteRefs(event.quotes),
  ],
  facets: (event): Facet[] => [
    { field: 'kind', value: event.kind },
    { field: 'status', value: event.status },
    ...[...new Set(event.participants.map(({ actor }) => actor))].map((value) => ({ field: 'participant', value })),
    ...event.affected.map((value) => ({ field: 'affected', value })),
    ...[...new Set(event.quotes.map(({ source }) => source))].map((value) => ({ field: 'source', value })),
    ...event.externalIds.map((id) => ({ field: 'externalId', value: externalKey(id) })),
  ],
  title: (event) => event.name,
  names: allNames,
  texts: (event) => [
    ...(event.description === null ? [] : [{ field: 'description', text: event.description }]),
    ...(event.place === null ? [] : [{ field: 'place', text: event.place }]),
    ...quoteTexts(event.quotes),
  ],
  bounds: (event) => (event.when === null ? null : parseEdtf(event.when)),
  dates: ({ when, status, names }) => [
    { path: ['when'], text: when, planned: status !== 'HAPPENED' },
    ...spanDates('names', names),
  ],
};
