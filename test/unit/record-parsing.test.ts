import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FaultCollector } from '../../server/domain/faults/fault-collector.ts';
import { kindOf } from '../../server/domain/ids.ts';
import { KINDS, specOf } from '../../server/domain/kinds.ts';
import type { RecordKind } from '../../server/domain/record-kinds.ts';
import { KIND_ORDER } from '../../server/domain/record-kinds.ts';
import type { AnyRecord } from '../../server/domain/records.ts';
import {
  actor,
  batch,
  claim,
  event,
  judgement,
  name,
  quote,
  smallWorld,
  source,
  target,
  topic,
  view,
} from '../fixtures/records.ts';
import { shown } from '../support/faults.ts';

const whole: AnyRecord[] = [
  ...smallWorld(),
  judgement(),
  batch(),
  view({ positions: [{ id: 'act_a', x: 1.5, y: -2 }], address: 'about=act_a', datasetVersion: 7 }),
  actor({
    names: [name('Selenskyj', { language: 'de', kind: 'TRANSLITERATION', from: '2019', to: '2021-11-18' })],
    externalIds: [{ scheme: 'wikidata', value: 'Q3874799' }],
    roles: [{ title: 'President', in: 'act_ua', from: '2019-05-20', to: null }],
    description: 'Two lines\nof text.',
  }),
  event({
    when: '2014-21',
    place: 'Minsk',
    participants: [{ actor: 'act_a', role: 'host' }],
    affected: ['act_b'],
    quotes: [quote()],
  }),
  topic({ broader: 'top_b' }),
  source({
    url: 'https://example.org/a?b=1',
    authors: ['act_a'],
    basedOn: ['src_b', 'src_c'],
    published: '2022-01-06/2022-01-10',
    reliability: 'B',
  }),
  claim({
    speakers: ['act_a', 'act_b'],
    targets: [target('top_a'), target('evt_a', 'MIXED'), target('clm_b', 'OPPOSES')],
    quotes: [
      quote({ exact: ' a “b” \u{1F600}', start: 3, end: 11, state: 'EXACT', prefix: 'x ', suffix: ' y', passage: 1 }),
      quote({ exact: 'c', passage: 1 }),
    ],
    via: [{ actor: 'act_b', source: null, note: 'spokesperson' }],
    links: [{ kind: 'DENIES', claim: 'clm_b' }],
    confidence: 0.5,
    status: 'DISPUTED',
    statusReason: 'The speaker denies it.',
  }),
];

/** Throws what was wrong, so that a test that expects a record shows the faults instead. */
function parse<K extends RecordKind>(kind: K, input: unknown): AnyRecord {
  const faults = new FaultCollector();
  const record = specOf(kind).parse(input, faults);
  faults.throwIfAny();
  if (record === null) throw new Error('refused without a fault');
  return record;
}

function faultsOf(kind: RecordKind, input: unknown): string[] {
  const faults = new FaultCollector();
  const record = specOf(kind).parse(input, faults);
  expect(record === null).toBe(faults.any);
  return shown(faults.list).map(({ field, problem }) => `${field} ${problem}`);
}

function kindOfRecord(record: AnyRecord): RecordKind {
  const kind = kindOf(record.id);
  if (kind === null) throw new Error(`no kind: ${record.id}`);
  return kind;
}

describe('parsing', () => {
  it('covers every kind', () => {
    expect(Object.keys(KINDS).sort()).toEqual([...KIND_ORDER].sort());
    expect(new Set(whole.map(kindOfRecord)).size).toBe(KIND_ORDER.length);
    for (const kind of KIND_ORDER) expect(KINDS[kind].kind).toBe(kind);
  });

  it.each(whole.map((record) => [record.id, record] as const))(
    'leaves a whole record as it is, to the byte: %s',
    (_, record) => {
      expect(JSON.stringify(parse(kindOfRecord(record), record))).toBe(JSON.stringify(record));
    },
  );

  it('writes fields in one order whatever the order given', () => {
    for (const record of whole) {
      const reversed = Object.fromEntries(Object.entries(record).reverse());
      expect(JSON.stringify(parse(kindOfRecord(record), reversed))).toBe(JSON.stringify(record));
    }
  });

  it('fills what is left out, null and undefined alike', () => {
    const least = {
      id: 'clm_a',
      speakers: ['act_a'],
      proposition: 'Proposition a.',
      targets: [target('act_b')],
      quotes: [{ source: 'src_a', exact: 'we support it', locator: undefined }],
      via: null,
    };
    expect(parse('claim', least)).toEqual(claim({ status: 'PROPOSED' }));
    expect(parse('actor', { id: 'act_a', kind: 'STATE', name: 'Actor a' })).toEqual(actor());
    expect(parse('event', { id: 'evt_a', kind: 'MEETING', name: 'Event a' })).toEqual(event());
    expect(parse('topic', { id: 'top_a', name: 'Topic a' })).toEqual(topic());
    expect(parse('source', { id: 'src_a', kind: 'ARTICLE', title: 'Source a' })).toEqual(source());
    expect(parse('batch', { id: 'bat_a', name: 'Batch a' })).toEqual(batch());
  });

  it('reads the objects of GraphQL, which have no prototype', () => {
    const bare = (fields: object) => Object.assign(Object.create(null), fields);
    expect(parse('claim', bare({ ...claim(), targets: [bare(target('act_b'))] }))).toEqual(claim());
  });

  it('trims and normalises names, and only normalises quotes and texts', () => {
    expect(parse('topic', topic({ name: '  Cafe\u0301 ' }))).toEqual(topic({ name: 'Caf\u00e9' }));
    const said = claim({ quotes: [quote({ exact: ' cafe\u0301\n' })] });
    expect(parse('claim', said)).toEqual(claim({ quotes: [quote({ exact: ' caf\u00e9\n' })] }));
  });

  it('computes the hash of the text in NFC', () => {
    const ofCafe = '850f7dc43910ff890f8879c0ed26fe697c93a067ad93a7d50f466a7028a9bf4e';
    expect(parse('source', source({ text: 'cafe\u0301' }))).toEqual(
      source({ text: 'caf\u00e9', sha256: ofCafe, normalised: [{ change: 'DECOMPOSED', count: 1 }] }),
    );
    expect(faultsOf('source', source({ text: 'tea', sha256: ofCafe }))).toEqual([
      expect.stringMatching(/^sha256 is not that of text .* leave it out/),
    ]);
    expect(parse('source', source({ sha256: ofCafe.toUpperCase() }))).toEqual(source({ sha256: ofCafe }));
    expect(faultsOf('source', source({ sha256: 'abc' }))).toEqual(['sha256 must be 64 hexadecimal digits']);
  });

  it('writes languages the usual way', () => {
    expect(parse('source', source({ language: 'ZH-hant' }))).toEqual(source({ language: 'zh-Hant' }));
    expect(faultsOf('source', source({ language: 'german!' }))).toEqual([
      expect.stringMatching(/^language must be a language tag/),
    ]);
  });
});

describe('faults', () => {
  it('lists every one, with its path', () => {
    const faults = faultsOf('claim', {
      speeker: ['act_a'],
      speakers: ['act_a', 'act_a', 'evt_b'],
      proposition: ' ',
      saidOn: '20240101',
      targets: [target('act_c'), { target: 'act_c', stance: 'SUPPORT' }],
      quotes: [{ source: 'src_a', exact: 'hi', start: 3 }],
      via: [{}],
      at: 5,
      confidence: 2,
      status: 'REJECTED',
    });
    expect(faults).toEqual([
      'speeker is unknown; did you mean speakers?',
      expect.stringMatching(/^id is missing/),
      expect.stringMatching(/^speakers\[2\] must be the id of an actor/),
      'speakers[1] repeats speakers[0]; leave it out',
      'proposition is empty',
      expect.stringMatching(/^saidOn "20240101" is not EDTF; write 2024-01-01/),
      expect.stringMatching(/^targets\[1\].stance must be one of SUPPORTS, .* did you mean SUPPORTS\?/),
      'quotes[0].end is missing: give both start and end, or neither',
      expect.stringMatching(/^via\[0\] is empty/),
      expect.stringMatching(/^at must be an id/),
      'confidence must be a number from 0 to 1, not 2',
      'targets[1] repeats targets[0]; leave it out',
      'statusReason is missing: say why the claim is REJECTED',
    ]);
  });

  it.each([
    ['claim', claim({ speakers: [] }), /^speakers is empty/],
    ['claim', claim({ targets: [] }), /^targets is empty/],
    ['claim', claim({ quotes: [] }), /^quotes is empty/],
    ['claim', claim({ targets: [target('clm_a')] }), /^targets\[0\].target is the claim itself/],
    ['claim', claim({ links: [{ kind: 'DENIES', claim: 'clm_a' }] }), /^links\[0\].claim is the claim itself/],
    ['claim', claim({ speakers: ['top_a'] }), /^speakers\[0\] must be the id of an actor/],
    ['claim', claim({ targets: [target('src_a')] }), /^targets\[0\].target must be the id of an actor/],
    ['claim', claim({ status: 'DISPUTED' }), /^statusReason is missing/],
    ['claim', claim({ status: 'RETRACTED' }), /^statusReason is missing/],
    ['claim', claim({ proposition: 'x'.repeat(1_001) }), /^proposition is longer than 1000/],
    ['claim', claim({ proposition: 'one\ntwo' }), /^proposition holds a tab or a line end/],
    ['claim', claim({ quotes: [quote(), quote()] }), /^quotes\[1\] repeats quotes\[0\]/],
    ['claim', claim({ quotes: [quote({ exact: ' \n' })] }), /^quotes\[0\].exact has nothing but white space/],
    [
      'claim',
      claim({ quotes: [quote({ exact: '\u{1F600}', start: 0, end: 2 })] }),
      /^quotes\[0\].end must be start \+ 1/,
    ],
    ['claim', claim({ quotes: [quote({ state: 'EXACT' })] }), /^quotes\[0\].start is missing/],
    ['claim', claim({ quotes: [quote({ prefix: 'x'.repeat(33) })] }), /^quotes\[0\].prefix is longer than 32/],
    ['claim', { ...claim(), speakers: 'act_a' }, /^speakers must be a list, not "act_a"/],
    ['claim', { ...claim(), hedged: 'yes' }, /^hedged must be true or false/],
    ['claim', { ...claim(), confidence: Number.NaN }, /^confidence must be a number/],
    [
      'claim',
      { ...claim(), speakers: Array.from({ length: 101 }, (_, index) => `act_${index}`) },
      /^speakers has 101 entries; at most 100/,
    ],
    ['actor', actor({ name: '' }), /^name is empty/],
    ['actor', { ...actor(), kind: 'PARTY' }, /^kind must be one of PERSON/],
    ['actor', actor({ name: 'a\u202eb' }), /^name of "a\\u\{202E\}b" holds U\+202E/],
    ['actor', actor({ names: [name('A'), name('A')] }), /^names\[1\] repeats names\[0\]/],
    ['actor', actor({ names: [name('A', { from: '2021', to: '2020-12' })] }), /^names\[0\].to is before from/],
    ['actor', actor({ externalIds: [{ scheme: 'Wiki Data', value: 'Q1' }] }), /^externalIds\[0\].scheme must be/],
    [
      'actor',
      actor({ roles: [{ title: 'x', in: 'act_a', from: null, to: null }] }),
      /^roles\[0\].in is the actor itself/,
    ],
    ['event', event({ affected: ['act_a', 'act_a'] }), /^affected\[1\] repeats/],
    ['event', event({ when: '18.11.2021' }), /^when /],
    ['topic', topic({ broader: 'top_a' }), /^broader is the topic itself/],
    ['source', source({ url: 'javascript:alert(1)' }), /^url starts with/],
    ['source', source({ retrieved: '2021-11' }), /^retrieved must be one day/],
    ['judgement', judgement({ records: ['act_a', 'act_a'] }), /^records\[1\] repeats/],
    ['judgement', judgement({ records: ['act_a', 'evt_a'] }), /^records must be two records of one kind/],
    ['judgement', judgement({ records: ['src_a', 'src_b'] }), /^records\[0\] must be the id of an actor/],
    ['judgement', { ...judgement(), records: ['act_a'] }, /^records must be the ids of two/],
    ['judgement', judgement({ reason: '' }), /^reason is empty/],
    ['view', view({ address: '?a=b' }), /^address is the part after the question mark/],
    ['view', view({ datasetVersion: 1.5 }), /^datasetVersion must be a whole number/],
    [
      'view',
      view({ positions: [1, 2].map((x) => ({ id: 'act_a', x, y: 0 })) }),
      /^positions\[1\] repeats positions\[0\]/,
    ],
    [
      'event',
      event({ participants: [1, 2].map(() => ({ actor: 'act_a', role: 'host' })) }),
      /^participants\[1\] repeats/,
    ],
    // One code point that is two in NFC.
    ['actor', actor({ name: '\u0958'.repeat(1_000) }), /^name of "\u0958{40}…" is longer than 1000/],
    ['actor', actor({ name: '\u200b\u200d' }), /^name has no visible character, only U\+200B, U\+200D; write what/],
    ['actor', actor({ names: [name('\u2060')] }), /^names\[0\]\.text of "[^"]+" has no visible character/],
    ['topic', topic({ name: 'a\u202eb' }), /^name of "a\\u\{202E\}b" holds U\+202E/],
    ['topic', topic({ name: 'a\u2028b' }), /^name of "a\\u\{2028\}b" holds a tab or a line end at character 2/],
    ['source', source({ title: '\u3164' }), /^title has no visible character, only U\+3164/],
    ['claim', claim({ proposition: '\u2800' }), /^proposition has no visible character/],
    ['batch', 'import', /^ must be an object .* not "import"/],
    ['batch', new Date(0), /^ must be an object/],
    ['batch', [], /^ must be an object .* not a list/],
    ['batch', JSON.parse('{"id":"bat_a","name":"A","__proto__":{"reverted":true}}'), /^__proto__ is unknown/],
  ] as const)('refuses a %s: %j', (kind, input, problem) => {
    const faults = faultsOf(kind, input);
    expect(faults[0]).toMatch(problem);
  });

  it('lets a name of 1,000 characters through', () => {
    const long = 'ф'.repeat(1_000);
    expect(faultsOf('actor', actor({ name: long, names: [name(`${long.slice(1)}x`)] }))).toEqual([]);
  });

  it('points at entries of the input, even where an earlier one is no object', () => {
    expect(faultsOf('claim', { ...claim(), targets: [null, target('clm_a')] })).toEqual([
      expect.stringMatching(/^targets\[0\] must be an object/),
    ]);
  });

  it('lists what is wrong with a pair beside what is wrong elsewhere', () => {
    const faults = faultsOf('judgement', { ...judgement(), verdict: 'Same?', records: ['act_a', 'evt_a'] });
    expect(faults).toEqual([
      expect.stringMatching(/^verdict must be/),
      expect.stringMatching(/^records must be two records of one kind/),
    ]);
  });

  it('reads -0 as 0, which is what JSON would make of it', () => {
    expect(parse('view', view({ positions: [{ id: 'act_a', x: -0, y: 0 }] }))).toStrictEqual(
      view({ positions: [{ id: 'act_a', x: 0, y: 0 }] }),
    );
  });

  it('names only some of many unknown fields', () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`field${index}`, 1]));
    expect(faultsOf('batch', { ...batch(), ...many }).length).toBe(20);
  });

  it('has an answer to anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KIND_ORDER), fc.jsonValue(), (kind, input) => {
        expect(faultsOf(kind, input).length).toBeGreaterThan(0);
      }),
    );
    // Whole records in which one value was replaced by anything: refused with a fault, or read to what reads the same again.
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.nat(), fc.jsonValue(), (record, at, value) => {
        const fields = Object.keys(record);
        const kind = kindOfRecord(record);
        const input = { ...record, [fields[at % fields.length] ?? 'id']: value };
        const read = specOf(kind).parse(input, new FaultCollector());
        if (read === null) expect(faultsOf(kind, input).length).toBeGreaterThan(0);
        else expect(JSON.stringify(parse(kind, read))).toBe(JSON.stringify(read));
      }),
      { numRuns: 500 },
    );
  });
});
