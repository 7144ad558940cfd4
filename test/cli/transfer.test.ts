// What an import makes of rows, and when it refuses them, over the embedded store in this process.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { OnRecordError } from '../../server/domain/errors.ts';
import type { Fault } from '../../server/domain/faults/fault.ts';
import { faultText } from '../../server/domain/faults/text.ts';
import type { Claim, Quote, Source } from '../../server/domain/records.ts';
import { exportLines } from '../../server/services/transfer/export.ts';
import type { ImportOptions, ImportReport } from '../../server/services/transfer/import.ts';
import { importRows } from '../../server/services/transfer/import.ts';
import type { ImportFile } from '../../server/services/transfer/rows.ts';
import { readRows } from '../../server/services/transfer/rows.ts';
import { verify } from '../../server/services/transfer/verify.ts';
import { createWriteServices } from '../../server/services/write-services.ts';
import type { Store, Stored } from '../../server/store/store.ts';
import { actor, claim, event, judgement, quote, source, target, topic } from '../fixtures/records.ts';
import { but } from '../support/altered-store.ts';
import { shown } from '../support/faults.ts';
import { openTestStore } from '../support/test-store.ts';

let store: Store;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const TEXT = 'On Tuesday we support it, and on Wednesday we do not.';
const ENDS = [actor(), actor({ id: 'act_b' })].map((record) => ({ record: 'actor', ...record }));
const row = <R extends object>(kind: string, record: R) => ({ record: kind, ...record });
const withText = (text: string | null = TEXT, fields: Partial<Source> = {}) =>
  row('source', source({ text, ...fields }));

function file(name: string, content: string | Uint8Array | (string | Uint8Array)[]): ImportFile {
  const chunks = [content].flat().map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  return {
    name,
    open: async function* () {
      yield* chunks;
    },
  };
}

function lines(...rows: object[]): ImportFile {
  return file('a.jsonl', rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
}

function bring(files: ImportFile | ImportFile[], options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  return importRows(store, readRows([files].flat()), {
    author: 'ada',
    time: '2026-01-01T00:00:00.000Z',
    name: 'a batch',
    reason: null,
    keepStatus: false,
    dryRun: false,
    ...options,
  });
}

/** As the command prints them; fails when the import is not refused, or something was written. */
async function faultsOf(files: ImportFile | ImportFile[], options: Partial<ImportOptions> = {}): Promise<string[]> {
  const before = (await store.stats()).datasetVersion;
  const error = await bring(files, options).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect((await store.stats()).datasetVersion).toBe(before);
  if (!(error instanceof OnRecordError)) throw new Error(`expected a refusal, not ${error}`);
  expect(error.code).toBe('INVALID');
  return shown(error.faults).map(({ field, problem }) => `${field} ${problem}`);
}

async function claimOf(id = 'clm_a'): Promise<Claim> {
  const [found] = await store.getMany([id]);
  return found?.record as Claim;
}

/** As a person does, step by step. */
async function decide(id: string, ...steps: Claim['status'][]): Promise<void> {
  const { reviews } = createWriteServices(store, null);
  for (const status of steps) {
    const [found] = await store.getMany([id]);
    const { version } = found as Stored;
    const reason = status === 'ACCEPTED' || status === 'PROPOSED' ? null : 'Two papers say otherwise.';
    if (status === 'DISPUTED') await reviews.dispute(id, version, reason ?? '', { author: 'ada' });
    else if (status === 'RETRACTED') await reviews.retract(id, version, reason ?? '', { author: 'ada' });
    else await reviews.review([{ id, baseVersion: version, status, statusReason: reason }], { author: 'ada' });
  }
}

async function exported(): Promise<string> {
  return (await Array.fromAsync(exportLines(store))).join('');
}

test('the report counts the records, not the batch that holds them', async () => {
  const report = await bring(lines(...ENDS, withText(null), row('claim', claim())));
  expect(report).toMatchObject({ read: 4, added: 4, changed: 0, unchanged: 0, datasetVersion: 5 });
  const [batch] = await store.getMany([report.batch ?? '']);
  expect(batch?.record).toMatchObject({ name: 'a batch', reverted: false });
});

test('the same rows twice change nothing and add no batch', async () => {
  const rows = lines(...ENDS, withText(), row('claim', claim({ quotes: [quote()] })));
  await bring(rows);
  expect(await bring(rows)).toMatchObject({
    read: 4,
    added: 0,
    changed: 0,
    unchanged: 4,
    batch: null,
    datasetVersion: 5,
  });
  expect((await store.stats()).counts.batch).toBe(1);
});

test('a dry run finds every fault and counts, and writes nothing', async () => {
  const rows = [...ENDS, withText(null), row('claim', claim())];
  expect(await bring(lines(...rows), { dryRun: true })).toMatchObject({ added: 4, datasetVersion: 0 });
  expect((await store.stats()).datasetVersion).toBe(0);
  expect(
    await faultsOf(lines(...rows, row('claim', claim({ id: 'clm_b', speakers: [] }))), { dryRun: true }),
  ).toHaveLength(1);
});

test('a row without an id gets that of its content, whatever the order of its fields and its status', async () => {
  const { id: _, status, ...content } = claim();
  const shuffled = Object.fromEntries(Object.entries(content).reverse());
  await bring(lines(...ENDS, withText(null), row('claim', content)));
  expect(await bring(lines({ status, ...shuffled, record: 'claim' }))).toMatchObject({ read: 1, unchanged: 1 });
  expect((await store.stats()).counts.claim).toBe(1);
});

test('a row without an id that an earlier release imported is found under the id that it had then', async () => {
  // Made by the release that made ids from nulls and defaults too.
  const held = [
    row('actor', { id: 'act_870dcb4c3n41ys3tajyx', kind: 'PERSON', name: 'Ada Okafor' }),
    row('source', { id: 'src_wh03j9swy7k4vchzgqzg', kind: 'ARTICLE', title: 'A title' }),
  ];
  await bring(lines(...held));
  const silent = held.map(({ id: _, ...rest }) => rest);
  expect(await bring(lines(...silent))).toMatchObject({ read: 2, added: 0, unchanged: 2 });
  expect(await bring(lines({ ...silent[0], description: 'Another one.' }))).toMatchObject({ read: 1, added: 1 });
});

test('new claims are PROPOSED and known ones keep their status, unless the import is accepted', async () => {
  const world = [...ENDS, withText(null)];
  await bring(lines(...world, row('claim', claim({ status: 'ACCEPTED' }))));
  expect((await claimOf()).status).toBe('PROPOSED');
  await bring(lines(row('claim', claim({ status: 'ACCEPTED' }))), { keepStatus: true });
  expect((await claimOf()).status).toBe('ACCEPTED');
  await bring(lines(row('claim', claim({ status: 'RETRACTED', statusReason: 'why', hedged: true }))));
  expect(await claimOf()).toMatchObject({ status: 'ACCEPTED', statusReason: null, hedged: true });
  const { status: _, ...silent } = claim({ id: 'clm_new' });
  await bring(lines(row('claim', silent)), { keepStatus: true });
  expect((await claimOf('clm_new')).status).toBe('ACCEPTED');
});

test('an accepted import says nothing about the status of claims where its lines do not', async () => {
  await bring(lines(...ENDS, withText(null), row('claim', claim({ status: 'DISPUTED', statusReason: 'why' }))), {
    keepStatus: true,
  });
  const { status: _, statusReason: __, ...silent } = claim({ hedged: true });
  await bring(lines(row('claim', silent)), { keepStatus: true });
  expect(await claimOf()).toMatchObject({ status: 'DISPUTED', statusReason: 'why', hedged: true });
});

test('the same import, accepted, accepts what is PROPOSED and leaves what people decided', async () => {
  const ids = ['clm_waiting', 'clm_rejected', 'clm_disputed', 'clm_retracted', 'clm_anew'];
  const silent = ids.map((id) => {
    const { status: _, ...rest } = claim({ id });
    return row('claim', rest);
  });
  await bring(lines(...ENDS, withText(null), ...silent));
  await decide('clm_rejected', 'REJECTED');
  await decide('clm_disputed', 'ACCEPTED', 'DISPUTED');
  await decide('clm_retracted', 'ACCEPTED', 'RETRACTED');
  await decide('clm_anew', 'REJECTED', 'PROPOSED');
  const before = await Promise.all(ids.map(claimOf));
  expect(await bring(lines(...silent), { keepStatus: true })).toMatchObject({ changed: 2, unchanged: 3, accepted: 2 });
  expect(await Promise.all(ids.map(claimOf))).toEqual(
    before.map((one) => (one.status === 'PROPOSED' ? { ...one, status: 'ACCEPTED' } : one)),
  );
  expect(before.map(({ status }) => status)).toEqual(['PROPOSED', 'REJECTED', 'DISPUTED', 'RETRACTED', 'PROPOSED']);
});

test('a line that names a status does not undo what people decided: the import is refused', async () => {
  const rows = (status: Claim['status']) =>
    lines(...['clm_rejected', 'clm_disputed'].map((id) => row('claim', claim({ id, status }))));
  await bring(lines(...ENDS, withText(null)));
  await bring(rows('PROPOSED'), { keepStatus: true });
  await decide('clm_rejected', 'REJECTED');
  await decide('clm_disputed', 'ACCEPTED', 'DISPUTED');
  expect(await faultsOf(rows('PROPOSED'), { keepStatus: true })).toEqual([
    'a.jsonl:1: status cannot be PROPOSED: the claim was REJECTED here, with a reason; take that back in a review, or leave status out of the line',
    'a.jsonl:2: status cannot be PROPOSED: a DISPUTED claim can become ACCEPTED or RETRACTED',
  ]);
  expect(await faultsOf(rows('ACCEPTED'), { keepStatus: true })).toEqual([
    'a.jsonl:1: status cannot be ACCEPTED: a REJECTED claim can become PROPOSED',
    'a.jsonl:2: status cannot be ACCEPTED: the claim was DISPUTED here, with a reason; take that back in a review, or leave status out of the line',
  ]);
  // Without --accept nothing is said about them, and nothing changes.
  expect(await bring(rows('ACCEPTED'))).toMatchObject({ unchanged: 2, proposed: 0, accepted: 0 });
});

test('an import takes no way from status to status that a person could not take', async () => {
  await bring(lines(...ENDS, withText(null), row('claim', claim({ status: 'RETRACTED', statusReason: 'why' }))), {
    keepStatus: true,
  });
  expect(await faultsOf(lines(row('claim', claim({ status: 'ACCEPTED' }))), { keepStatus: true })).toEqual([
    'a.jsonl:1: status cannot change: a RETRACTED claim stays RETRACTED; record a new claim instead',
  ]);
});

test('judgements come only with an accepted import, or as they are known', async () => {
  const rows = [...ENDS, row('judgement', judgement())];
  expect(await faultsOf(lines(...rows))).toEqual([expect.stringMatching(/^a\.jsonl:3: is a judgement, .*--accept/)]);
  await bring(lines(...rows), { keepStatus: true });
  expect(await bring(lines(...rows))).toMatchObject({ unchanged: 3 });
  const withdrawn = row('judgement', judgement({ withdrawn: true }));
  expect(await faultsOf(lines(withdrawn))).toHaveLength(1);
});

test('batches are not carried from store to store', async () => {
  expect(await faultsOf(lines({ record: 'batch', name: 'x' }))).toEqual([
    expect.stringMatching(/^a\.jsonl:1: record cannot be "batch": .*actor, topic, source/),
  ]);
});

test('a quote that is not in the text is refused with the nearest', async () => {
  const bad = row('claim', claim({ quotes: [quote({ exact: 'we supported it' })] }));
  const [fault] = await faultsOf(lines(...ENDS, withText(), bad));
  expect(fault).toMatch(/^a\.jsonl:4: quotes\[0\]\.exact is not in the text .*"we support it" at start 11, end 24/);
});

test('a quote may say that it is lost only on a curator’s word, or where that is known', async () => {
  const lost = row('claim', claim({ quotes: [quote({ exact: 'no such words at all', state: 'LOST' })] }));
  expect(await faultsOf(lines(...ENDS, withText(), lost))).toHaveLength(1);
  await bring(lines(...ENDS, withText(), lost), { keepStatus: true });
  expect((await claimOf()).quotes[0]?.state).toBe('LOST');
  expect(await bring(lines(lost))).toMatchObject({ unchanged: 1 });
});

test('where a source gets another text, every other quote in it gets its state in that text', async () => {
  const others = ['clm_a', 'clm_b'].map((id) => row('claim', claim({ id })));
  const told = row('event', event({ quotes: [quote({ exact: 'on Wednesday we do not' })] }));
  await bring(lines(...ENDS, withText(), ...others, told));
  const edited = withText('Earlier: we support it, said both.');
  const again = row('claim', claim({ id: 'clm_b', quotes: [quote({ start: 9, end: 22 })] }));
  expect(await bring(lines(edited, again))).toMatchObject({ read: 2, changed: 4 });
  expect((await claimOf('clm_a')).quotes[0]).toMatchObject({ state: 'MOVED', start: 11 });
  expect((await claimOf('clm_b')).quotes[0]).toMatchObject({ state: 'EXACT', start: 9 });
  const [kept] = await store.getMany(['evt_a']);
  expect(kept?.record).toMatchObject({ quotes: [{ state: 'LOST', start: 30 }] });
  expect((await verify(store)).problems).toEqual([]);
});

const minutes = (...who: string[]) => withText(who.map((one) => `Member ${one}: we support it\n`).join(''));

test('a changed text moves a quote with its words, and the row that comes again says nothing new', async () => {
  const b = row('claim', claim({ quotes: [quote({ prefix: 'Member B: ' })] }));
  const first = [...ENDS, minutes('A', 'B', 'C'), b];
  await bring(lines(...first), { keepStatus: true });
  const [recorded] = (await claimOf()).quotes;
  expect(recorded).toMatchObject({ state: 'EXACT', start: 34, prefix: 'Member B: ', contextGiven: 'PREFIX' });
  for (const rows of [[minutes('B', 'C')], [minutes('B', 'A', 'C'), b], [minutes('B', 'C'), b]]) {
    await bring(lines(...rows), { keepStatus: true });
    expect((await claimOf()).quotes).toEqual([{ ...recorded, state: 'MOVED' }]);
    expect(await bring(lines(...rows), { keepStatus: true })).toMatchObject({ changed: 0 });
  }
  expect((await verify(store)).unsettled).toEqual(['clm_a quotes src_a: MOVED, was at 34 to 47, is now at 10 to 23']);
  // Another position is somebody's word for where it stands.
  await bring(lines(row('claim', claim({ quotes: [quote({ prefix: 'Member B: ', start: 10, end: 23 })] }))));
  expect((await claimOf()).quotes).toMatchObject([{ state: 'EXACT', start: 10, prefix: 'Member B: ' }]);
  await bring(lines(...first), { keepStatus: true });
  expect(await faultsOf(lines(minutes('A', 'C'), b), { keepStatus: true })).toEqual([
    expect.stringMatching(/^a\.jsonl:2: quotes\[0\]\.exact does not stand in its source as it is given.* at 10 to 23 /),
  ]);
});

test('what is exported of quotes that moved, or are undecided, or lost comes in again as it was', async () => {
  await bring(lines(...ENDS, minutes('A', 'B', 'C')));
  const quoting = (id: string, fields: Partial<Quote>) => row('claim', claim({ id, quotes: [quote(fields)] }));
  await bring(
    lines(
      quoting('clm_given', { prefix: 'Member B: ' }),
      quoting('clm_recorded', { start: 34, end: 47 }),
      quoting('clm_gone', { suffix: '\nMember C: ' }),
      quoting('clm_whole', { exact: 'Member C: we support it\n' }),
    ),
  );
  await bring(lines(minutes('B', 'A', 'D', 'C')), { keepStatus: true });
  const states = async () =>
    Promise.all(
      ['clm_given', 'clm_recorded', 'clm_gone', 'clm_whole'].map(async (id) => (await claimOf(id)).quotes[0]),
    );
  const before = await states();
  expect(before.map((one) => one?.state)).toEqual(['MOVED', 'AMBIGUOUS', 'AMBIGUOUS', 'MOVED']);
  const first = await exported();
  await store.close();
  store = await openTestStore();
  await bring(file('export.jsonl', first), { keepStatus: true });
  expect(await exported()).toBe(first);
  expect(await states()).toEqual(before);
});

test('positions may be counted in the text as it was given, which is kept composed and says so', async () => {
  const given = 'Anae\u0308l: \u0093De\u0301ja\u0300 vu.\u0094 \u00c9lan: \u0093De\u0301ja\u0300 vu.\u0094';
  const exact = 'De\u0301ja\u0300 vu.';
  const start = given.lastIndexOf(exact);
  const b = row('claim', claim({ quotes: [quote({ exact, start, end: start + exact.length })] }));
  const report = await bring(lines(...ENDS, withText(given), b));
  expect(report).toMatchObject({ added: 4, normalised: { texts: 1, positions: 1 } });
  const kept = 'Ana\u00ebl: “D\u00e9j\u00e0 vu.” \u00c9lan: “D\u00e9j\u00e0 vu.”';
  const [stored] = await store.getMany(['src_a']);
  expect(stored?.record).toMatchObject({
    text: kept,
    normalised: [
      { change: 'WINDOWS_CHARACTERS', count: 4 },
      { change: 'COMPOSED', count: 5 },
    ],
  });
  expect((await claimOf()).quotes).toMatchObject([
    { exact: 'D\u00e9j\u00e0 vu.', state: 'EXACT', start: kept.lastIndexOf('D\u00e9j'), end: kept.length - 1 },
  ]);
  expect(await bring(lines(withText(given), b))).toMatchObject({ unchanged: 2, changed: 0 });
  const first = await exported();
  await store.close();
  store = await openTestStore();
  await bring(file('export.jsonl', first), { keepStatus: true });
  expect(await exported()).toBe(first);
  expect((await verify(store)).problems).toEqual([]);
});

test('a byte order mark that comes twice is no part of the first line', async () => {
  const rows = ENDS.map((one) => JSON.stringify(one)).join('\n');
  expect(await bring(file('a.jsonl', `\ufeff\ufeff${rows}`))).toMatchObject({ added: 2 });
});

test('a text that comes after what quotes it is refused at the quote, whether it is new or changed', async () => {
  const quoting = row('claim', claim());
  const late = 'a.jsonl:3: quotes src_a, whose text comes later, at a.jsonl:4; put it before what quotes it';
  expect(await faultsOf(lines(...ENDS, quoting, withText()))).toEqual([late]);
  await bring(lines(...ENDS, withText()));
  expect(await faultsOf(lines(...ENDS, quoting, withText('We say: we support it.')))).toEqual([late]);
  expect(await bring(lines(...ENDS, quoting, withText()))).toMatchObject({ added: 1, unchanged: 3 });
});

test('references may point forward, to anything but a text', async () => {
  const rows = [row('claim', claim({ targets: [target('top_a')] })), row('topic', topic()), withText(null), ...ENDS];
  expect(await bring(lines(...rows))).toMatchObject({ added: 5 });
});

test('every fault is listed at once in the order of the lines, those that only the store can see among them', async () => {
  const rows = [
    ...ENDS,
    withText(null),
    row('claim', claim({ id: 'clm_1', targets: [target('act_nobody')] })),
    row('claim', claim({ id: 'clm_2', saidOn: '2021-13' })),
    row('claim', claim({ id: 'clm_3', quotes: [], speakers: [] })),
    row('claim', claim({ id: 'clm_4', at: 'evt_never' })),
  ];
  expect(await faultsOf(lines(...rows))).toEqual([
    expect.stringMatching(/^a\.jsonl:4: targets\[0\]\.target refers to act_nobody, which does not exist/),
    expect.stringMatching(/^a\.jsonl:5: saidOn "2021-13"/),
    expect.stringMatching(/^a\.jsonl:6: speakers is empty/),
    expect.stringMatching(/^a\.jsonl:6: quotes is empty/),
    expect.stringMatching(/^a\.jsonl:7: at refers to evt_never, which does not exist/),
  ]);
});

test('whoever refers to a row that was refused is not at fault', async () => {
  const broken = row('actor', { ...actor({ id: 'act_b' }), kind: 'PLANET' });
  const faults = await faultsOf(lines(row('actor', actor()), broken, withText(null), row('claim', claim())));
  expect(faults).toEqual([expect.stringMatching(/^a\.jsonl:2: kind must be one of/)]);
});

test('a record may come twice when it comes the same, and is refused when it does not', async () => {
  expect(await bring(lines(...ENDS, ...ENDS))).toMatchObject({ read: 4, added: 2, unchanged: 2 });
  const renamed = row('actor', actor({ name: 'Another name' }));
  expect(
    await faultsOf([lines(renamed), file('b.jsonl', JSON.stringify(row('actor', actor({ name: 'A third' }))))]),
  ).toEqual([expect.stringMatching(/^b\.jsonl:1: act_a comes twice in this write/)]);
});

test('every fault is told, however many there are', async () => {
  const faults = await faultsOf(lines(...Array.from({ length: 2_500 }, () => ({ record: 'nothing' }))));
  expect(faults).toHaveLength(2_500);
  expect(faults.at(-1)).toMatch(/^a\.jsonl:2500: /);
});

test.each([
  ['not JSON', 'nope', 'is not JSON; give one whole object per line'],
  ['cut short', '{"record":"actor"', 'is not JSON from character 18 on; give one whole object per line'],
  ['no number', '{"record":"NaN","x":NaN}', 'is not JSON: NaN at character 21 is no number there; leave the field out'],
  ['no number either', '[-Infinity]', 'is not JSON: -Infinity at character 2 '],
  ['two objects', '{} {}', 'is not JSON from character 4 on; give one whole object per line'],
  ['a list', '[1]', 'is not an object; give {"record": "claim", …}'],
  ['no kind', '{}', 'record is missing: say which kind of record the line holds'],
  ['a hostile kind', '{"record":"\u001b[2J"}', 'is not JSON'],
  ['an escaped hostile kind', '{"record":"\\u001b[2J"}', 'record cannot be "\\u{001B}[2J"'],
  [
    'U+0000',
    '{"record":"actor","kind":"STATE","name":"a\\u0000b"}',
    'name of "a\\u{0000}b" holds the control character U+0000',
  ],
  [
    'half a character',
    '{"record":"actor","kind":"STATE","name":"a\\ud800b"}',
    'name of "a\\u{D800}b" holds U+D800, half of a character',
  ],
  [
    'a turned name',
    '{"record":"actor","kind":"STATE","name":"a\u202eb"}',
    'name of "a\\u{202E}b" holds U+202E, which turns',
  ],
  [
    'a name of a megabyte',
    `{"record":"actor","kind":"STATE","name":"${'x'.repeat(1_000_000)}"}`,
    `name of "${'x'.repeat(40)}…" is longer than 1000`,
  ],
  [
    'a nest',
    `{"record":"actor","kind":"STATE","name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'name must be a text',
  ],
  [
    'a nest where anything may stand',
    `{"record":"actor","extra":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'extra is unknown',
  ],
  [
    'a name nobody sees',
    '{"record":"actor","id":"act_x","kind":"PERSON","name":"\u200b\u200d"}',
    'name of act_x has no visible character, only U+200B, U+200D; write what people read',
  ],
  [
    'another name, of a record with an id',
    `{"record":"actor","id":"act_x","kind":"STATE","name":"Siam","names":[{"text":"Thai"},{"text":"${'x'.repeat(1_001)}"}]}`,
    'names[1].text of act_x ("Siam") is longer than 1000 characters; shorten it',
  ],
  ['__proto__', '{"record":"actor","kind":"STATE","name":"a","__proto__":{}}', '__proto__ is unknown'],
])('%s is refused by its line, and what stands around it is still read', async (_name, line, problem) => {
  const rows = file('a.jsonl', [
    `${JSON.stringify(ENDS[0])}\n${line}`,
    `\n${JSON.stringify({ ...ENDS[1], kind: 'X' })}\n`,
  ]);
  const faults = await faultsOf(rows);
  expect(faults[0]).toContain(`a.jsonl:2: ${problem}`);
  expect(faults.at(-1)).toMatch(/^a\.jsonl:3: kind must be one of/);
});

test('bytes that are no UTF-8 are refused by their line', async () => {
  const rows = file('a.jsonl', [Buffer.from(`${JSON.stringify(ENDS[0])}\n`), Buffer.from([0x22, 0xff, 0x22, 0x0a])]);
  expect(await faultsOf(rows)).toEqual(['a.jsonl:2: is not UTF-8; save the file as UTF-8']);
});

test('a line that never ends is refused without being held', async () => {
  const megabytes = () => process.memoryUsage().arrayBuffers / 1e6;
  const before = megabytes();
  let most = 0;
  const endless: ImportFile = {
    name: 'a.jsonl',
    open: async function* () {
      for (let piece = 0; piece < 80; piece++) {
        yield Buffer.alloc(8 << 20, 'x');
        most = Math.max(most, megabytes() - before);
      }
      yield Buffer.from('\n{}');
    },
  };
  expect(await faultsOf(endless)).toEqual([
    expect.stringMatching(/^a\.jsonl:1: is longer than 32 MB/),
    expect.stringMatching(/^a\.jsonl:2: record is missing/),
  ]);
  expect(most).toBeLessThan(400);
});

test('line ends of every system, a mark at the start, empty lines and pieces cut anywhere read the same', async () => {
  const text = `\ufeff${JSON.stringify(row('actor', actor({ name: 'Éire 🕊' })))}\r\n\r\n   \n${JSON.stringify(ENDS[1])}`;
  const bytes = Buffer.from(text);
  const pieces = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
  expect(await bring(file('a.jsonl', pieces))).toMatchObject({ read: 2, added: 2 });
  expect((await store.getMany(['act_a']))[0]?.record).toMatchObject({ name: 'Éire 🕊' });
  expect(await faultsOf(file('b.jsonl', `${text}\n\n{}`))).toEqual([
    expect.stringMatching(/^b\.jsonl:6: record is missing/),
  ]);
});

test('who imports, into which batch and why is checked like everything else', async () => {
  await expect(bring(lines(...ENDS), { name: 'a\u202eb' })).rejects.toThrow(/name of "a\\u\{202E\}b" holds U\+202E/);
  await expect(bring(lines(...ENDS), { author: 'x'.repeat(301) })).rejects.toThrow(/author is longer than 300/);
  await expect(bring(lines(...ENDS), { reason: 'x'.repeat(2_001) })).rejects.toThrow(/reason is longer than/);
  expect((await store.stats()).datasetVersion).toBe(0);
});

test('more text than is held at once is still there to quote from', async () => {
  const word = (number: number) => `word${number}`;
  const count = 25;
  const sources = Array.from({ length: count }, (_, number) =>
    withText(`${'x '.repeat(500_000)}${word(number)} is said.`, { id: `src_${number}` }),
  );
  const claims = Array.from({ length: count }, (_, number) =>
    row(
      'claim',
      claim({ id: `clm_${number}`, quotes: [quote({ source: `src_${number}`, exact: `${word(number)} is said` })] }),
    ),
  );
  // Twice each, so that what was put aside is read back and put aside again.
  const again = claims.map((one, number) => ({ ...one, id: `clm_again-${number}` }));
  expect(await bring(lines(...ENDS, ...sources, ...claims, ...again))).toMatchObject({ added: 2 + 3 * count });
  for (const id of ['clm_0', 'clm_again-0', 'clm_24'])
    expect((await claimOf(id)).quotes[0]).toMatchObject({ state: 'EXACT', start: 1_000_000 });
  // Now from the store, which holds them.
  const third = claims.map((one, number) => ({ ...one, id: `clm_third-${number}` }));
  expect(await bring(lines(...third))).toMatchObject({ added: count });
  expect((await claimOf('clm_third-3')).quotes[0]).toMatchObject({ state: 'EXACT', start: 1_000_000 });
});

test('an import that is stopped leaves nothing, and the store goes on', async () => {
  const stop = new AbortController();
  const endless: ImportFile = {
    name: 'a.jsonl',
    open: async function* () {
      for (let number = 0; ; number++) {
        if (number === 5_000) stop.abort(new Error('enough'));
        yield Buffer.from(`${JSON.stringify(row('actor', actor({ id: `act_${number}` })))}\n`);
      }
    },
  };
  await expect(bring(endless, { signal: stop.signal })).rejects.toThrow('enough');
  expect((await store.stats()).datasetVersion).toBe(0);
  expect(await bring(lines(...ENDS))).toMatchObject({ added: 2 });
});

test('an export of what was imported is what was imported', async () => {
  const rows = [...ENDS, row('topic', topic()), withText(), row('event', event()), row('claim', claim())];
  await bring(lines(...rows), { keepStatus: true });
  const first = await exported();
  expect(await bring(file('export', first), { keepStatus: true })).toMatchObject({ read: 6, unchanged: 6 });
  expect(
    first
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id),
  ).toEqual(['act_a', 'act_b', 'top_a', 'src_a', 'evt_a', 'clm_a']);
});

test('a row may name its format: what is no format, or one that is yet to come, is refused by it', async () => {
  const named = (format: unknown) => ({ ...row('actor', actor()), $format: format });
  const report = await bring(lines(named(1)));
  expect(report).toMatchObject({ read: 1, added: 1 });
  const noFormat = '"$format" must be the number that the export gave, or be left out';
  expect(await faultsOf(lines(named(0), named('1'), named(1.5), named(7)))).toEqual([
    `a.jsonl:1: ${noFormat}`,
    `a.jsonl:2: ${noFormat}`,
    `a.jsonl:3: ${noFormat}`,
    expect.stringMatching(
      /^a\.jsonl:4: "\$format" is 7: release \S+ reads records of kind actor up to format 1; import it with/,
    ),
  ]);
});

test('of several rows that quoted a text too early, the first is named', async () => {
  const quoting = ['clm_1', 'clm_2'].map((id) => row('claim', claim({ id })));
  const faults = await faultsOf(lines(...ENDS, ...quoting, withText()));
  expect(faults).toEqual([expect.stringMatching(/^a\.jsonl:3: .*a\.jsonl:5/)]);
  // After its source, whoever quotes is in time, and the same source may come again.
  expect(await bring(lines(...ENDS, withText(), row('claim', claim()), withText()))).toMatchObject({ added: 4 });
});

test('what no row is to blame for comes through as it was', async () => {
  const away = new OnRecordError('UNAVAILABLE', 'the disk is full');
  const failing = but(store, { write: () => Promise.reject(away) });
  const options = { author: 'ada', time: '2026-01-01T00:00:00.000Z', name: 'a batch', reason: null };
  const call = importRows(failing, readRows([lines(...ENDS)]), { ...options, keepStatus: false, dryRun: false });
  await expect(call).rejects.toBe(away);
});

test('dates that are hardly meant are taken, and each line of them is named in a warning', async () => {
  const rows = [
    ...ENDS,
    withText(),
    row('claim', claim({ id: 'clm_typo', saidOn: '0021-11-18' })),
    row('claim', claim({ id: 'clm_b', saidOn: '2021-11-18' })),
    row('event', event({ when: '2062-01-10' })),
  ];
  const told = [
    'a.jsonl:4: saidOn "0021-11-18" lies before the year 1000; taken as it is: if digits were lost, write the year with four',
    'a.jsonl:6: when "2062-01-10" lies in the future; taken as it is',
  ];
  const options = { dryRun: true, keepStatus: true };
  expect((await bring(lines(...rows), options)).warnings.map(faultText)).toEqual(told);
  const { added, warnings } = await bring(lines(...rows), { keepStatus: true });
  expect([added, warnings.map(faultText)]).toEqual([6, told]);
  expect((await bring(lines(...rows), { keepStatus: true })).warnings).toHaveLength(2);
});

test('the first thousand warnings are listed, and the others counted', async () => {
  const claims = Array.from({ length: 1_200 }, (_, index) =>
    row('claim', claim({ id: `clm_${index}`, saidOn: '0021' })),
  );
  const { warnings, added } = await bring(lines(...ENDS, withText(), ...claims));
  expect([added, warnings.length]).toEqual([1_203, 1_001]);
  expect(faultText(warnings.at(-1) as Fault)).toBe('and 200 more like these');
});
