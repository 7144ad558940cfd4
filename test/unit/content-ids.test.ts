// Ids made from content, pinned: one that came out otherwise in a later release would make an import add again what it added
// once. Nothing in these tables is ever changed; a kind whose field is renamed or split keeps them by its `idContent`.

import { expect, test } from 'vitest';
import { firstIdOfContent, idOfContent } from '../../server/domain/content-ids.ts';
import { FaultCollector } from '../../server/domain/faults/fault-collector.ts';
import type { ReadRow } from '../../server/services/transfer/read-row.ts';
import { readRow } from '../../server/services/transfer/read-row.ts';
import { batch } from '../fixtures/records.ts';

function read(value: object): ReadRow {
  const faults = new FaultCollector();
  const row = { file: 'a', line: 1, value, fault: null, length: 0 };
  const found = readRow({ file: 'a', line: 1 }, row, faults);
  expect(faults.list).toEqual([]);
  return found as ReadRow;
}

const QUOTE = { source: 'src_a', exact: 'we mean it' };
const CLAIM = {
  record: 'claim',
  speakers: ['act_a'],
  proposition: 'It was said once.',
  targets: [{ target: 'top_a', stance: 'NEUTRAL' }],
  quotes: [QUOTE],
};
/** Least and most that a row of each kind can say. */
const ROWS: Record<string, object> = {
  actor: { record: 'actor', kind: 'PERSON', name: 'Ada Okafor' },
  'actor with everything': {
    record: 'actor',
    kind: 'PERSON',
    name: 'Ada Okafor',
    names: [
      { text: 'A. Okafor' },
      { text: 'Окафор', language: 'ru', kind: 'TRANSLITERATION', from: '2019', to: '2021-11-18' },
    ],
    description: 'Two lines\nof text.',
    externalIds: [{ scheme: 'wikidata', value: 'Q1' }],
    roles: [{ title: 'Minister', in: 'act_a', from: '2019-05-20' }],
  },
  topic: { record: 'topic', name: 'A topic' },
  'topic with everything': {
    record: 'topic',
    name: 'A topic',
    names: [{ text: 'Ein Thema', language: 'de' }],
    description: 'What it is.',
    broader: 'top_b',
    externalIds: [{ scheme: 'wikidata', value: 'Q2' }],
  },
  source: { record: 'source', kind: 'ARTICLE', title: 'A title' },
  'source with everything': {
    record: 'source',
    kind: 'ARTICLE',
    title: 'A title',
    url: 'https://example.org/a',
    publisher: 'A paper',
    authors: ['act_a'],
    published: '2021-12-07',
    retrieved: '2022-01-01',
    language: 'en',
    archiveUrl: 'https://example.org/b',
    text: 'We said it, and “we mean it”.',
    reliability: 'B',
    licence: 'CC0',
  },
  event: { record: 'event', kind: 'MEETING', name: 'A meeting' },
  'event with everything': {
    record: 'event',
    kind: 'MEETING',
    name: 'A meeting',
    names: [{ text: 'Ein Treffen' }],
    description: 'What it was.',
    when: '2014-21',
    place: 'Minsk',
    participants: [{ actor: 'act_a', role: 'host' }],
    affected: ['act_b'],
    status: 'PLANNED',
    externalIds: [{ scheme: 'wikidata', value: 'Q3' }],
    quotes: [QUOTE],
  },
  claim: CLAIM,
  'claim with everything': {
    ...CLAIM,
    speakers: ['act_a', 'act_b'],
    kind: 'DEMAND',
    saidOn: '2021-12',
    targets: [
      { target: 'act_c', stance: 'OPPOSES' },
      { target: 'clm_b', stance: 'MIXED' },
    ],
    quotes: [{ ...QUOTE, prefix: 'and “', suffix: '”.', start: 17, end: 27, state: 'EXACT', locator: 'p. 1' }],
    via: [{ actor: 'act_d', source: 'src_b', note: 'a spokesman' }],
    reporters: ['act_e'],
    at: 'evt_a',
    directSpeech: true,
    hedged: true,
    confidence: 0,
    language: 'de',
    links: [{ kind: 'DENIES', claim: 'clm_c' }],
  },
  judgement: { record: 'judgement', verdict: 'SAME', records: ['act_a', 'act_b'], reason: 'One by two names.' },
  view: { record: 'view', name: 'A view', owner: 'ada', datasetVersion: 0 },
  'view with everything': {
    record: 'view',
    name: 'A view',
    description: 'What it shows.',
    visibility: 'PUBLIC',
    owner: 'ada',
    address: 'about=act_a',
    positions: [{ id: 'act_a', x: 0, y: -2.5 }],
    datasetVersion: 7,
  },
};

/** By row: the id it has, and the one that releases up to 0.1.0 gave it, as commit 6bfd003 made it. */
const PINNED: Record<string, [now: string, first: string]> = {
  actor: ['act_7c9g4vy8pz34daqecrvw', 'act_870dcb4c3n41ys3tajyx'],
  'actor with everything': ['act_cbncm4hx0bpg8txb2b6g', 'act_hb0hsnp6y415wf3w7ea6'],
  topic: ['top_3fjdabez06fx0q8zaa2q', 'top_3sycg8behhb0ztrnexdx'],
  'topic with everything': ['top_4nk9a59tn5n424h5qe7t', 'top_xqwamwmxy5681wjh4p54'],
  source: ['src_eq5w446ypycc7p6e5c1a', 'src_wh03j9swy7k4vchzgqzg'],
  'source with everything': ['src_f5afhmn5kdee8dry1e3j', 'src_f5afhmn5kdee8dry1e3j'],
  event: ['evt_dmpac1mr9c43yeb6175d', 'evt_y1w6vsp8g7vatq149rgf'],
  'event with everything': ['evt_detp3ps1xa5rnvm0mn8f', 'evt_gf3n8v3yybg5dnnah1ga'],
  claim: ['clm_xgp1hqgaz4rrxeqsbb3q', 'clm_16gzjyc5shtb0avfn7ka'],
  'claim with everything': ['clm_qe5mgmjsa99ty0t9jpvb', 'clm_qe5mgmjsa99ty0t9jpvb'],
  judgement: ['jdg_m1j7ks8wfpn7c4nf7v91', 'jdg_x7b1ra46134t62wceyzf'],
  view: ['vew_cfazhp8hy36snv6bqymw', 'vew_rxjd614rb3h3zba3ms1g'],
  'view with everything': ['vew_0wj8n2qvbpnadsyvrp3e', 'vew_0wj8n2qvbpnadsyvrp3e'],
};

test.each(Object.keys(ROWS))('the id of the content of a row: %s', (name) => {
  const { kind, record } = read(ROWS[name] as object);
  expect([record.id, firstIdOfContent(kind, record)]).toEqual(PINNED[name]);
});

test('what says nothing makes no difference: null, false, an empty text or list, a default', () => {
  const silent = {
    kind: 'STATEMENT',
    saidOn: null,
    via: [],
    reporters: [],
    at: null,
    directSpeech: false,
    hedged: false,
    confidence: null,
    language: null,
    links: [],
    quotes: [{ ...QUOTE, prefix: '', suffix: null, start: null, end: null, state: 'UNCHECKED', locator: null }],
  };
  const { id } = read(CLAIM).record;
  expect(read({ ...CLAIM, ...silent }).record.id).toBe(id);
  expect(read({ ...CLAIM, status: 'REJECTED', statusReason: 'why' }).record.id).toBe(id);
  const told = [
    { kind: 'DEMAND' },
    { hedged: true },
    { confidence: 0 },
    { language: 'de' },
    { quotes: [QUOTE, { ...QUOTE, locator: 'p. 1' }] },
  ];
  const ids = told.map((fields) => read({ ...CLAIM, ...fields }).record.id);
  expect(new Set([id, ...ids]).size).toBe(told.length + 1);
});

test('a field that earlier releases did not know changes no id while it says nothing, and gives another one when it does', () => {
  const { record } = read(CLAIM);
  const [now, first] = PINNED.claim as [string, string];
  const later = (laterField: unknown) => ({ ...record, laterField });
  for (const laterField of [null, undefined, false, '', []]) {
    expect(idOfContent('claim', later(laterField))).toBe(now);
    expect(firstIdOfContent('claim', later(laterField))).toBe(first);
  }
  expect(idOfContent('claim', later('HIGH'))).not.toBe(now);
  expect(firstIdOfContent('claim', later('HIGH'))).toBeNull();
});

test('a batch was never found by its content', () => {
  expect(firstIdOfContent('batch', batch())).toBeNull();
});
