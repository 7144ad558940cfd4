// A source: the document a quote was taken from. Where its text is stored, sha256 is always that of the NFC text.

import { hash } from 'node:crypto';
import { parseEdtf } from './dates.ts';
import type { Input, Reader } from './fields.ts';
import type { Facet, KindSpec } from './kind-spec.ts';
import { LISTS, TEXTS } from './limits.ts';
import { changesOf } from './normalised-text.ts';
import type { Source, TextChange } from './records.ts';
import { RELIABILITIES, SOURCE_KINDS, TEXT_CHANGES } from './records.ts';
import { idRefs } from './refs.ts';
import { entryOf, recordOf } from './shapes.ts';

const SHA256 = /^[0-9a-f]{64}$/;
const SOURCE_ONLY = ['source'] as const;
const ACTOR_ONLY = ['actor'] as const;

const readChange = entryOf<TextChange>((reader, input) => ({
  change: reader.choice(input, 'change', TEXT_CHANGES),
  count: reader.integer(input, 'count', 1),
}));

export const sourceSpec: KindSpec<Source> = {
  kind: 'source',
  ...recordOf<Source>(
    (reader, input) => ({
      id: reader.id(input, 'id', SOURCE_ONLY),
      kind: reader.choice(input, 'kind', SOURCE_KINDS),
      title: reader.text(input, 'title', TEXTS.title),
      url: reader.url(input, 'url'),
      publisher: reader.optionalText(input, 'publisher', TEXTS.label),
      authors: reader.ids(input, 'authors', ACTOR_ONLY, LISTS.authors),
      published: reader.date(input, 'published'),
      retrieved: reader.day(input, 'retrieved'),
      language: reader.language(input, 'language'),
      archiveUrl: reader.url(input, 'archiveUrl'),
      text: reader.optionalVerbatim(input, 'text', TEXTS.sourceText),
      sha256: reader.optionalText(input, 'sha256', TEXTS.sha256)?.toLowerCase() ?? null,
      basedOn: reader.ids(input, 'basedOn', SOURCE_ONLY, LISTS.basedOn),
      normalised: reader.list(input, 'normalised', TEXT_CHANGES.length, readChange),
      reliability: reader.optionalChoice(input, 'reliability', RELIABILITIES),
      licence: reader.optionalText(input, 'licence', TEXTS.label),
    }),
    check,
  ),
  upgrades: [(source) => ({ ...source, normalised: [] }), (source) => ({ ...source, basedOn: [] })],
  // What had to be changed in a text does not make it another source.
  idContent: ({ normalised: _, ...content }) => content,
  refs: (source) => [
    ...idRefs('authors', source.authors, ACTOR_ONLY),
    ...idRefs('basedOn', source.basedOn, SOURCE_ONLY),
  ],
  facets: (source): Facet[] => [
    { field: 'kind', value: source.kind },
    ...known('publisher', source.publisher),
    ...source.authors.map((value) => ({ field: 'author', value })),
    ...source.basedOn.map((value) => ({ field: 'basedOn', value })),
    ...known('language', source.language),
    ...known('reliability', source.reliability),
  ],
  title: (source) => source.title,
  names: (source) => [source.title],
  texts: (source) => (source.text === null ? [] : [{ field: 'text', text: source.text }]),
  bounds: (source) => (source.published === null ? null : parseEdtf(source.published)),
  dates: ({ published, retrieved }) => [
    { path: ['published'], text: published, planned: false },
    { path: ['retrieved'], text: retrieved, planned: false },
  ],
};

function known(field: string, value: string | null): Facet[] {
  return value === null ? [] : [{ field, value }];
}

function check(reader: Reader, source: Source, input: Input): void {
  const own = source.id === '' ? -1 : source.basedOn.indexOf(source.id);
  if (own >= 0) reader.fault(['basedOn', own], { code: 'SELF_BASED_ON' });
  checkText(reader, source, input);
}

/** A text that is not kept as it was given says so; one that is keeps what was said of it before. */
function checkText(reader: Reader, source: Source, input: Input): void {
  if (typeof input.text === 'string' && source.text !== null && input.text !== source.text)
    source.normalised = changesOf(input.text);
  checkHash(reader, source);
}

/** Computes it where the text is at hand. */
function checkHash(reader: Reader, source: Source): void {
  if (source.sha256 !== null && source.sha256 !== '' && !SHA256.test(source.sha256))
    reader.fault(['sha256'], { code: 'NOT_A_SHA256' });
  else if (source.text !== null) {
    const computed = hash('sha256', source.text);
    if (source.sha256 !== null && source.sha256 !== computed)
      reader.fault(['sha256'], { code: 'WRONG_SHA256', computed });
    source.sha256 = computed;
  }
}
