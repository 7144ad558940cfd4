// An actor: a person, state, organization, institution, group or outlet that can speak or be spoken about.

import type { Facet, KindSpec } from './kind-spec.ts';
import { LISTS, TEXTS } from './limits.ts';
import {
  allNames,
  externalKey,
  NAME_DEFAULTS,
  readExternalIds,
  readNames,
  readSpan,
  spanDates,
} from './name-fields.ts';
import type { Actor, Role } from './records.ts';
import { ACTOR_KINDS } from './records.ts';
import { entryOf, recordOf } from './shapes.ts';

const ACTOR_ONLY = ['actor'] as const;

const readRole = entryOf<Role>((reader, input) => ({
  title: reader.text(input, 'title', TEXTS.label),
  in: reader.id(input, 'in', ACTOR_ONLY),
  ...readSpan(reader, input),
}));

export const actorSpec: KindSpec<Actor> = {
  kind: 'actor',
  ...recordOf<Actor>(
    (reader, input) => ({
      id: reader.id(input, 'id', ACTOR_ONLY),
      kind: reader.choice(input, 'kind', ACTOR_KINDS),
      name: reader.text(input, 'name', TEXTS.name),
      names: readNames(reader, input),
      description: reader.optionalText(input, 'description', TEXTS.description),
      externalIds: readExternalIds(reader, input),
      roles: reader.list(input, 'roles', LISTS.roles, readRole),
    }),
    (reader, { id, roles }) => {
      reader.unique('roles', roles, JSON.stringify);
      roles.forEach((role, index) => {
        if (role.in !== '' && role.in === id) reader.fault(['roles', index, 'in'], { code: 'SELF_ROLE' });
      });
    },
  ),
  defaults: { names: NAME_DEFAULTS },
  refs: (actor) => actor.roles.map((role, index) => ({ path: ['roles', index, 'in'], id: role.in, kinds: ACTOR_ONLY })),
  facets: (actor): Facet[] => [
    { field: 'kind', value: actor.kind },
    ...actor.externalIds.map((id) => ({ field: 'externalId', value: externalKey(id) })),
    ...[...new Set(actor.roles.map((role) => role.in))].map((value) => ({ field: 'in', value })),
  ],
  title: (actor) => actor.name,
  names: allNames,
  texts: (actor) => [
    ...(actor.description === null ? [] : [{ field: 'description', text: actor.description }]),
    ...actor.roles.map((role, index) => ({ field: `roles[${index}].title`, text: role.title })),
  ],
  bounds: () => null,
  dates: ({ names, roles }) => [...spanDates('names', names), ...spanDates('roles', roles)],
};
