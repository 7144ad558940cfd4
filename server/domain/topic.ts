// A topic: an issue, thing or proposition that claims take a position on, possibly part of a broader one.

import type { Facet, KindSpec } from './kind-spec.ts';
import { TEXTS } from './limits.ts';
import { allNames, externalKey, NAME_DEFAULTS, readExternalIds, readNames, spanDates } from './name-fields.ts';
import type { Topic } from './records.ts';
import { idRef } from './refs.ts';
import { recordOf } from './shapes.ts';

const TOPIC_ONLY = ['topic'] as const;

export const topicSpec: KindSpec<Topic> = {
  kind: 'topic',
  ...recordOf<Topic>(
    (reader, input) => ({
      id: reader.id(input, 'id', TOPIC_ONLY),
      name: reader.text(input, 'name', TEXTS.name),
      names: readNames(reader, input),
      description: reader.optionalText(input, 'description', TEXTS.description),
      broader: reader.optionalId(input, 'broader', TOPIC_ONLY),
      externalIds: readExternalIds(reader, input),
    }),
    (reader, { id, broader }) => {
      if (broader !== null && broader !== '' && broader === id) reader.fault(['broader'], { code: 'SELF_BROADER' });
    },
  ),
  defaults: { names: NAME_DEFAULTS },
  refs: (topic) => idRef(['broader'], topic.broader, TOPIC_ONLY),
  facets: (topic): Facet[] => [
    ...(topic.broader === null ? [] : [{ field: 'broader', value: topic.broader }]),
    ...topic.externalIds.map((id) => ({ field: 'externalId', value: externalKey(id) })),
  ],
  title: (topic) => topic.name,
  names: allNames,
  texts: (topic) => (topic.description === null ? [] : [{ field: 'description', text: topic.description }]),
  bounds: () => null,
  dates: ({ names }) => spanDates('names', names),
};
