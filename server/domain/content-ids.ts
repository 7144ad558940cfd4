// The id of a record that came without one, made from its content: the same content is the same record each time it comes. What
// says nothing (null, false, an empty text or list, a default of the kind) is left out, so that a field that a kind gains later
// changes no id of what does not have it.

import { sameValue } from './diff.ts';
import { contentId } from './ids.ts';
import type { Defaults } from './kind-spec.ts';
import { specOf } from './kinds.ts';
import type { RecordKind } from './record-kinds.ts';
import type { AnyRecord, Id } from './records.ts';

export function idOfContent(kind: RecordKind, record: AnyRecord): Id {
  return contentId(kind, withoutDefaults(contentOf(kind, record), specOf(kind).defaults ?? {}));
}

function contentOf(kind: RecordKind, { id: _, ...content }: AnyRecord): object {
  const { idContent } = specOf(kind);
  return idContent === undefined ? content : idContent(content as Omit<AnyRecord, 'id'>);
}

function withoutDefaults(value: unknown, defaults: Defaults): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutDefaults(item, defaults));
  if (typeof value !== 'object' || value === null) return value;
  const telling: Record<string, unknown> = {};
  for (const [field, given] of Object.entries(value)) {
    const usual = defaults[field];
    if (usual !== undefined && typeof usual !== 'object') {
      if (given !== usual) telling[field] = given;
      continue;
    }
    const kept = withoutDefaults(given, usual ?? {});
    if (!saysNothing(kept)) telling[field] = kept;
  }
  return telling;
}

/** 0 says something. */
function saysNothing(value: unknown): boolean {
  if (typeof value !== 'object' || value === null)
    return value === null || value === undefined || value === false || value === '';
  return Object.keys(value).length === 0;
}

type Shape = { readonly [field: string]: true | Shape };

const of = (...fields: string[]): Shape => Object.fromEntries(fields.map((field) => [field, true as const]));
const NAME = of('text', 'language', 'kind', 'from', 'to');
const EXTERNAL_ID = of('scheme', 'value');
const QUOTE = of('source', 'exact', 'prefix', 'suffix', 'start', 'end', 'state', 'locator');

/** What records held when ids were made from everything, nulls and defaults included. Never changed again. */
const FIRST_FIELDS: Partial<Record<RecordKind, Shape>> = {
  actor: {
    ...of('kind', 'name', 'description'),
    names: NAME,
    externalIds: EXTERNAL_ID,
    roles: of('title', 'in', 'from', 'to'),
  },
  event: {
    ...of('kind', 'name', 'description', 'when', 'place', 'affected', 'status'),
    names: NAME,
    participants: of('actor', 'role'),
    externalIds: EXTERNAL_ID,
    quotes: QUOTE,
  },
  topic: { ...of('name', 'description', 'broader'), names: NAME, externalIds: EXTERNAL_ID },
  source: of(
    ...['kind', 'title', 'url', 'publisher', 'authors', 'published', 'retrieved', 'language'],
    ...['archiveUrl', 'text', 'sha256', 'reliability', 'licence'],
  ),
  claim: {
    ...of(
      'speakers',
      'proposition',
      'kind',
      'saidOn',
      'reporters',
      'at',
      'directSpeech',
      'hedged',
      'confidence',
      'language',
    ),
    targets: of('target', 'stance'),
    quotes: QUOTE,
    via: of('actor', 'source', 'note'),
    links: of('kind', 'claim'),
  },
  judgement: of('verdict', 'records', 'reason', 'withdrawn'),
  view: {
    ...of('name', 'description', 'visibility', 'owner', 'address', 'datasetVersion'),
    positions: of('id', 'x', 'y'),
  },
};

/**
 * The id that the same content was given by releases up to 0.1.0, null where they could not have held it. What they imported is
 * found by it, so that it is not added a second time.
 */
export function firstIdOfContent(kind: RecordKind, record: AnyRecord): Id | null {
  const shape = FIRST_FIELDS[kind];
  if (shape === undefined) return null;
  const content = contentOf(kind, record);
  const first = restricted(content, shape);
  const defaults = specOf(kind).defaults ?? {};
  // Something that says more than they knew of is another record to them.
  if (!sameValue(withoutDefaults(first, defaults), withoutDefaults(content, defaults))) return null;
  return contentId(kind, first);
}

function restricted(value: unknown, shape: true | Shape): unknown {
  if (shape === true || value === null || value === undefined) return value ?? null;
  if (Array.isArray(value)) return value.map((item) => restricted(item, shape));
  return Object.fromEntries(
    Object.entries(shape).map(([field, inner]) => [
      field,
      restricted((value as Record<string, unknown>)[field], inner),
    ]),
  );
}
