// The set of UN roll calls, as it comes out of its packed form: complete, in import order, rows that the domain takes, fast.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCsv } from '../../seed/un-general-assembly/csv.ts';
import { repairRollCall, titleOf } from '../../seed/un-general-assembly/repairs.ts';
import { FaultCollector } from '../../server/domain/faults/fault-collector.ts';
import { specOf } from '../../server/domain/kinds.ts';
import { KIND_ORDER } from '../../server/domain/record-kinds.ts';
import type { Stance } from '../../server/domain/records.ts';
import type { UnRow } from '../../server/services/un-general-assembly.ts';
import { unGeneralAssembly } from '../../server/services/un-general-assembly.ts';
import { actor, claim, event, quote, source, topic } from '../fixtures/records.ts';

const CLAIMS = 870_109;
const WHOLE = { actor, topic, source, event, claim };

function parsed({ record, ...fields }: UnRow): unknown {
  const faults = new FaultCollector();
  return specOf(record).parse(fields, faults) ?? faults.list;
}

describe('the whole set', () => {
  const counts: Record<string, number> = {};
  const stances: Record<Stance, number> = { SUPPORTS: 0, OPPOSES: 0, NEUTRAL: 0, MIXED: 0 };
  const wrong: string[] = [];
  let attributions = 0;

  beforeAll(() => {
    const known = new Set<string>();
    /** Of each roll call, who has voted. */
    const voters = new Map<string, Set<string>>();
    let order = 0;
    for (const line of unGeneralAssembly()) {
      counts[line.record] = (counts[line.record] ?? 0) + 1;
      const rank = (KIND_ORDER as readonly string[]).indexOf(line.record);
      if (rank < order) wrong.push(`${line.id} comes too late`);
      order = rank;
      if (line.record !== 'claim') {
        if (known.has(line.id)) wrong.push(`${line.id} comes twice`);
        known.add(line.id);
        if (line.record === 'event') voters.set(line.id, new Set());
        continue;
      }
      const { id, speakers, targets, quotes } = line;
      attributions += speakers.length * targets.length;
      for (const { target, stance } of targets)
        for (const speaker of speakers) {
          stances[stance]++;
          if (!known.has(speaker) || !known.has(quotes[0]?.source ?? ''))
            wrong.push(`${id} refers to what is not there`);
          if (voters.get(target)?.has(speaker) !== false) wrong.push(`${id} is a second vote, or about no roll call`);
          voters.get(target)?.add(speaker);
          if (id !== `clm_un-${target.slice('evt_un-'.length)}-${speaker.slice('act_un-'.length)}`)
            wrong.push(`${id} has another id`);
        }
    }
  });

  test('has every state, issue, roll call and vote', () => {
    expect(counts).toEqual({ actor: 200, topic: 6, source: 6_203, event: 6_203, claim: CLAIMS });
    expect(stances).toEqual({ SUPPORTS: 693_664, OPPOSES: 65_548, NEUTRAL: 110_897, MIXED: 0 });
    expect(attributions).toBe(CLAIMS);
  });

  test('comes in the order of an import, each claim about records that came before, one vote per state and roll call', () => {
    expect(wrong).toEqual([]);
  });
});

/** With the fields that a row leaves out written down by hand. */
function whole(row: UnRow): unknown {
  const { record, ...fields } = row as { record: keyof typeof WHOLE };
  const quotes = row.record === 'claim' ? { quotes: row.quotes.map(quote) } : {};
  return WHOLE[record]({ ...fields, ...quotes });
}

describe('its rows', () => {
  test('are records to the domain, which adds what they leave out and changes nothing', () => {
    for (const row of unGeneralAssembly({ limit: 150 })) expect(parsed(row)).toEqual(whole(row));
  });

  test('are in the later years too, titles and descriptions included', () => {
    for (const row of unGeneralAssembly()) {
      if (row.record === 'claim') break;
      expect(parsed(row)).toEqual(whole(row));
    }
  });

  test('are the same each time', () => {
    const run = () => JSON.stringify([...unGeneralAssembly({ limit: 20 })]);
    expect(run()).toBe(run());
  });

  test('limit takes that many roll calls and every state', () => {
    const records = [...unGeneralAssembly({ limit: 3 })];
    const of = (kind: string) => records.filter(({ record }) => record === kind);
    expect([of('actor').length, of('source').length, of('event').length]).toEqual([200, 3, 3]);
    expect(new Set(of('claim').map(({ id }) => id.split('-')[1]))).toEqual(new Set(['3', '4', '5']));
  });

  test('say who voted how on what, and when', () => {
    const first = [...unGeneralAssembly({ limit: 1 })];
    expect(first.find(({ id }) => id === 'clm_un-3-ca')).toMatchObject({
      speakers: ['act_un-ca'],
      proposition: 'Canada voted no in roll call 3: AMENDMENTS, RULES OF PROCEDURE (R/1/66).',
      saidOn: '1946-01-01',
      targets: [{ target: 'evt_un-3', stance: 'OPPOSES' }],
      quotes: [{ source: 'src_un-3', exact: 'no', locator: 'Canada' }],
      status: 'ACCEPTED',
    });
    expect(first.find(({ id }) => id === 'evt_un-3')).toMatchObject({ kind: 'VOTE', when: '1946-01-01' });
    expect(parsed(first.find(({ id }) => id === 'src_un-3') as UnRow)).toMatchObject({
      kind: 'DATASET',
      text: null,
      licence: 'CC0-1.0',
    });
  });

  test('an event names its issues', () => {
    const rollCall77 = [...unGeneralAssembly({ limit: 100 })].find(({ id }) => id === 'evt_un-77');
    expect(rollCall77).toMatchObject({
      description: expect.stringContaining('Issues: Economic development; Palestinian conflict.'),
    });
  });
});

describe('how the files were made', () => {
  test('reads CSV with quotation marks, commas and line ends inside fields', () => {
    expect(readCsv('a,b\n1,"x, ""y""\nz"\r\n,2\n')).toEqual([
      { a: '1', b: 'x, "y"\nz' },
      { a: '', b: '2' },
    ]);
    expect(() => readCsv('a,b\n1\n')).toThrow('row 1 has 1 fields, not 2');
  });

  test.each([
    ['\\MEMBERS\\\\, IN THE MAJORITY VOTE.\\""', '"MEMBERS", IN THE MAJORITY VOTE.'],
    ['WITH: \\THERE SHALL BE NONE.\\\\"\t0\t0\t1', 'WITH: "THERE SHALL BE NONE."'],
    ['REPLACING \\13\\\\ BY \\\\"15.\\\\""', 'REPLACING "13" BY "15."'],
    ['entitled _Child marriage<d3>. Mongolia<90>s vote', 'entitled “Child marriage”. Mongolia’s vote'],
    ['far?reaching changes. Why?', 'far-reaching changes. Why?'],
    ['the Democratic People?Ã†s Republic', 'the Democratic People’s Republic'],
    ['First  Committee 42/48\b 05/12', 'First Committee 42/48 05/12'],
  ])('repairs %j', (wrong, right) => {
    expect(repairRollCall({ short: '', descr: wrong }).descr).toBe(right);
  });

  test('titles a roll call by its title, its description or its resolution', () => {
    const row = { rcid: '7', unres: 'R/1/2', short: '', descr: '' };
    expect(titleOf({ ...row, short: 'KOREA' })).toBe('KOREA');
    expect(titleOf({ ...row, descr: 'The right to food : resolution / adopted by the General Assembly' })).toBe(
      'The right to food',
    );
    expect(titleOf({ ...row, descr: 'The President: We turn to draft resolution I.' })).toBe('Resolution R/1/2');
    expect(titleOf({ ...row, unres: '' })).toBe('Roll call 7');
  });

  test('keeps the set small', () => {
    const packed = readFileSync(new URL('../../seed/un-general-assembly/roll-calls.jsonl.gz', import.meta.url));
    expect(packed.byteLength).toBeLessThan(3_000_000);
  });
});

test('a roll call is described by what is known of it, and by no more', () => {
  const wanted = new Set(['evt_un-54', 'evt_un-6027']);
  const found = new Map<string, UnRow>();
  for (const line of unGeneralAssembly()) {
    if (wanted.has(line.id)) found.set(line.id, line);
    if (found.size === wanted.size) break;
  }
  expect(found.get('evt_un-54')).toMatchObject({
    name: 'S.W. AFRICA TRUSTEESHIP (R/2/651)',
    description:
      'Session 2. Resolution R/2/651. On an amendment. Issues: Colonialism. TO ADOPT 4TH COMMITTEE DRAFT RESOL. (A/422) AS AMENDED BY DANISH PROPOSAL.',
    when: '1947-11-06',
  });
  expect(found.get('evt_un-6027')).toMatchObject({
    name: 'Roll call 6027',
    description: 'Session 52.',
    when: '1997-12-09',
  });
});
