// A topic: an issue, thing or proposition that claims take a position on, possibly part of a broader one.

import type { FaultCollector } from './faults/fault-collector.ts';
import { Reader } from './fields.ts';
import type { Facet, KindSpec } from './kind-spec.ts';
import { TEXTS } from './limits.ts';
import { allNames, externalKey, NAME_DEFAULTS, readExternalIds, readNames } from './name-fields.ts';
import type { Topic } from './records.ts';
import { idRef } from './refs.ts';

const TOPIC_FIELDS = new Set(['id', 'name', 'names', 'description', 'broader', 'externalIds']);
const TOPIC_ONLY = ['topic'] as const;

export const topicSpec: KindSpec<Topic> = {
  kind: 'topic',
  fields: TOPIC_FIELDS,
  parse: parseTopic,
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
};

function parseTopic(value: unknown, faults: FaultCollector): Topic | null {
  const reader = new Reader(faults);
  const input = reader.object(value, TOPIC_FIELDS);
  if (input === null) return null;
  const topic: Topic = {
    id: reader.id(input, 'id', TOPIC_ONLY),
    name: reader.text(input, 'name', TEXTS.name),
    names: readNames(reader, input),
    description: reader.optionalText(input, 'description', TEXTS.description),
    broader: reader.optionalId(input, 'broader', TOPIC_ONLY),
    externalIds: readExternalIds(reader, input),
  };
  if (topic.broader !== null && topic.broader !== '' && topic.broader === topic.id)
    reader.fault(['broader'], { code: 'SELF_BROADER' });
  return reader.failed ? null : topic;
}
