// What is written, read back: each row is a story of its own over a fresh set. Every field of every input is sent once with a
// value that is not its default, and read; for edits also what is left out (it stays) and null (it clears).

import { expect } from 'vitest';
import type { AskData, Data, Row } from './row.ts';

interface UserError {
  field: string | null;
  message: string;
  code: string;
}

/** The record that a mutation gives back; what it refuses fails the row. */
async function write(ask: AskData, name: string, input: object, record: string, fields: string): Promise<Data> {
  const payload = await send(ask, name, input, `${record} { ${fields} }`);
  expect(payload.userErrors).toEqual([]);
  return payload[record];
}

async function send(
  ask: AskData,
  name: string,
  input: object,
  fields: string,
): Promise<Data & { userErrors: UserError[] }> {
  const type = `${(name[0] as string).toUpperCase()}${name.slice(1)}Input`;
  const data = await ask(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { field message code } } }`,
    { input },
  );
  return data[name];
}

/** Author, reason and batch of the newest version. */
async function lastVersion(ask: AskData, id: string): Promise<string> {
  const { history } = await ask(
    'query ($id: ID!) { history(id: $id, first: 1) { nodes { version outcome author reason batch { id } } } }',
    { id },
  );
  const [{ version, outcome, author, reason, batch }] = history.nodes;
  return `${version} ${outcome} by ${author}: ${reason} in ${batch?.id ?? 'no batch'}`;
}

interface Records {
  says: string;
  kind: 'actor' | 'event' | 'topic' | 'source' | 'claim';
  /** What to read back. */
  fields: string;
  /** The least that may be sent, and the record that it makes. */
  least: [input: object, record: object];
  /** Every field, and the record that it makes. */
  full: [input: { id: string }, record: object];
  /** Every field anew, over the full one, and the record that it makes. */
  edit: [input: object, record: object];
  /** What null clears, and the record that is left of the edited one. */
  clear: [input: object, record: object];
}

/** Version 42 is the first after the set. */
function stories({ says, kind, fields, least, full, edit, clear }: Records): Row[] {
  const type = `${(kind[0] as string).toUpperCase()}${kind.slice(1)}`;
  const meta = { reason: 'because', batch: 'bat_one', idempotencyKey: 'a key' };
  return [
    {
      says: `${says}: the least that may be sent`,
      check: async (ask) => {
        const { id, ...record } = await write(ask, `add${type}`, least[0], kind, `id ${fields}`);
        expect(record).toEqual(least[1]);
        expect(id).toMatch(
          new RegExp(
            `^${kind === 'source' ? 'src' : { actor: 'act', event: 'evt', topic: 'top', claim: 'clm' }[kind]}_\\w+$`,
          ),
        );
        expect(await lastVersion(ask, id)).toBe('42 ADDED by admin: null in no batch');
      },
    },
    {
      says: `${says}: every field, added, edited and cleared`,
      check: async (ask) => {
        const { id } = full[0];
        expect(await write(ask, `add${type}`, { ...full[0], ...meta }, kind, fields)).toEqual(full[1]);
        // The same key and input once more gives the first answer, and writes nothing.
        expect(await write(ask, `add${type}`, { ...full[0], ...meta }, kind, fields)).toEqual(full[1]);
        expect(await lastVersion(ask, id)).toBe('42 ADDED by admin: because in bat_one');
        const edited = {
          id,
          baseVersion: 42,
          ...edit[0],
          reason: 'better so',
          batch: 'bat_two',
          idempotencyKey: 'another',
        };
        expect(await write(ask, `edit${type}`, edited, kind, fields)).toEqual(edit[1]);
        expect(await write(ask, `edit${type}`, edited, kind, fields)).toEqual(edit[1]);
        expect(await lastVersion(ask, id)).toBe('43 CHANGED by admin: better so in bat_two');
        // From a version that is no longer the newest: every field of the edit differs from what stands there by now.
        const late = await send(ask, `edit${type}`, { ...full[0], baseVersion: 42, idempotencyKey: 'a third' }, '');
        expect(late.userErrors.map(({ field, code }: UserError) => `${field} ${code}`).toSorted()).toEqual(
          Object.keys(edit[0])
            .map((field) => `input.${field} CONFLICT`)
            .toSorted(),
        );
        expect(await write(ask, `edit${type}`, { id, baseVersion: 43, ...clear[0] }, kind, fields)).toEqual(clear[1]);
        // What is left out stays as it is.
        const { [kind]: read } = await ask(`query ($id: ID!) { ${kind}(id: $id) { ${fields} } }`, { id });
        expect(read).toEqual(clear[1]);
      },
    },
  ];
}

const NAMES = 'names { text language kind from to }';
const IDS = 'externalIds { scheme value }';
const QUOTES = 'quotes { source { id } exact prefix suffix start end state contextGiven locator passage }';
const TEXT = 'First. Second. Third.';

const actors = stories({
  says: 'an actor',
  kind: 'actor',
  fields: `kind name ${NAMES} description ${IDS} roles { title in { id } from to }`,
  least: [
    { kind: 'GROUP', name: 'Sailors' },
    { kind: 'GROUP', name: 'Sailors', names: [], description: null, externalIds: [], roles: [] },
  ],
  full: [
    {
      id: 'act_cy',
      kind: 'PERSON',
      name: 'Cy Ren',
      names: [
        { text: 'Sy Ren' },
        { text: 'Cyrus', language: 'en', kind: 'PREFERRED', from: '2001', to: '2010-05' },
        { text: 'Сай', kind: 'TRANSLITERATION' },
        { text: 'Old Cy', kind: 'FORMER' },
      ],
      description: 'A sailor.',
      externalIds: [{ scheme: 'isni', value: '0001' }],
      roles: [{ title: 'pilot', in: 'act_guild', from: '2020', to: '2021-06' }],
    } as { id: string },
    {
      kind: 'PERSON',
      name: 'Cy Ren',
      names: [
        { text: 'Sy Ren', language: null, kind: 'ALIAS', from: null, to: null },
        { text: 'Cyrus', language: 'en', kind: 'PREFERRED', from: '2001', to: '2010-05' },
        { text: 'Сай', language: null, kind: 'TRANSLITERATION', from: null, to: null },
        { text: 'Old Cy', language: null, kind: 'FORMER', from: null, to: null },
      ],
      description: 'A sailor.',
      externalIds: [{ scheme: 'isni', value: '0001' }],
      roles: [{ title: 'pilot', in: { id: 'act_guild' }, from: '2020', to: '2021-06' }],
    },
  ],
  edit: [
    {
      kind: 'OUTLET',
      name: 'Cy News',
      names: [{ text: 'The Bridge', kind: 'METONYM' }],
      description: 'A paper.',
      externalIds: [],
      roles: [{ title: 'member', in: 'act_nord' }],
    },
    {
      kind: 'OUTLET',
      name: 'Cy News',
      names: [{ text: 'The Bridge', language: null, kind: 'METONYM', from: null, to: null }],
      description: 'A paper.',
      externalIds: [],
      roles: [{ title: 'member', in: { id: 'act_nor' }, from: null, to: null }],
    },
  ],
  clear: [
    { description: null, names: null, roles: null },
    { kind: 'OUTLET', name: 'Cy News', names: [], description: null, externalIds: [], roles: [] },
  ],
});

const events = stories({
  says: 'an event',
  kind: 'event',
  fields: `kind name ${NAMES} description when earliest latest place status participants { actor { id } role } affected { id } ${IDS} ${QUOTES}`,
  least: [
    { kind: 'OTHER', name: 'Fair' },
    {
      kind: 'OTHER',
      name: 'Fair',
      names: [],
      description: null,
      when: null,
      earliest: null,
      latest: null,
      place: null,
      status: 'HAPPENED',
      participants: [],
      affected: [],
      externalIds: [],
      quotes: [],
    },
  ],
  full: [
    {
      id: 'evt_pact',
      kind: 'AGREEMENT',
      name: 'Pact',
      names: [{ text: 'Accord', kind: 'ALIAS' }],
      description: 'Signed.',
      when: '2021-08/2021-09',
      place: 'The bridge',
      participants: [{ actor: 'act_nor', role: 'signatory' }, { actor: 'act_sud' }],
      affected: ['act_crowd'],
      status: 'PLANNED',
      externalIds: [{ scheme: 'wikidata', value: 'Q9' }],
      quotes: [{ source: 'src_gaz', exact: 'we sign', locator: 'page 2', passage: 3 }],
    } as { id: string },
    {
      kind: 'AGREEMENT',
      name: 'Pact',
      names: [{ text: 'Accord', language: null, kind: 'ALIAS', from: null, to: null }],
      description: 'Signed.',
      when: '2021-08/2021-09',
      earliest: '2021-08-01',
      latest: '2021-09-30',
      place: 'The bridge',
      status: 'PLANNED',
      participants: [
        { actor: { id: 'act_nor' }, role: 'signatory' },
        { actor: { id: 'act_sud' }, role: null },
      ],
      affected: [{ id: 'act_crowd' }],
      externalIds: [{ scheme: 'wikidata', value: 'Q9' }],
      quotes: [
        {
          source: { id: 'src_gaz' },
          exact: 'we sign',
          prefix: '',
          suffix: '',
          start: null,
          end: null,
          state: 'UNCHECKED',
          contextGiven: null,
          locator: 'page 2',
          passage: 3,
        },
      ],
    },
  ],
  edit: [
    {
      kind: 'DECISION',
      name: 'Pact off',
      names: [],
      description: 'Not signed.',
      when: '2021-09-01',
      place: 'The court',
      participants: [{ actor: 'act_court', role: 'judge' }],
      affected: ['act_nor', 'act_sud'],
      status: 'CANCELLED',
      externalIds: [],
      quotes: [],
    },
    {
      kind: 'DECISION',
      name: 'Pact off',
      names: [],
      description: 'Not signed.',
      when: '2021-09-01',
      earliest: '2021-09-01',
      latest: '2021-09-01',
      place: 'The court',
      status: 'CANCELLED',
      participants: [{ actor: { id: 'act_court' }, role: 'judge' }],
      affected: [{ id: 'act_nor' }, { id: 'act_sud' }],
      externalIds: [],
      quotes: [],
    },
  ],
  clear: [
    { when: null, place: null, description: null, participants: null, affected: [] },
    {
      kind: 'DECISION',
      name: 'Pact off',
      names: [],
      description: null,
      when: null,
      earliest: null,
      latest: null,
      place: null,
      status: 'CANCELLED',
      participants: [],
      affected: [],
      externalIds: [],
      quotes: [],
    },
  ],
});

const topics = stories({
  says: 'a topic',
  kind: 'topic',
  fields: `name ${NAMES} description broader { id } ${IDS}`,
  least: [{ name: 'Fish' }, { name: 'Fish', names: [], description: null, broader: null, externalIds: [] }],
  full: [
    {
      id: 'top_fish',
      name: 'Fish',
      names: [{ text: 'Fisch', language: 'de' }],
      description: 'Who may catch it.',
      broader: 'top_trade',
      externalIds: [{ scheme: 'wikidata', value: 'Q152' }],
    } as { id: string },
    {
      name: 'Fish',
      names: [{ text: 'Fisch', language: 'de', kind: 'ALIAS', from: null, to: null }],
      description: 'Who may catch it.',
      broader: { id: 'top_trade' },
      externalIds: [{ scheme: 'wikidata', value: 'Q152' }],
    },
  ],
  edit: [
    {
      name: 'Fishing',
      names: [],
      description: 'And where.',
      broader: 'top_port',
      externalIds: [{ scheme: 'gnd', value: '4' }],
    },
    {
      name: 'Fishing',
      names: [],
      description: 'And where.',
      broader: { id: 'top_port' },
      externalIds: [{ scheme: 'gnd', value: '4' }],
    },
  ],
  clear: [
    { broader: null, description: null, externalIds: null },
    { name: 'Fishing', names: [], description: null, broader: null, externalIds: [] },
  ],
});

/** `printf 'First. Second. Third.' | sha256sum` */
const SHA256 = '426081c39e6cc60973ccf9930f3efcf7a7ace0723ca3c54aee13b7dbca6f4fe5';
/** `printf 'Fourth.' | sha256sum` */
const SHA256_EDITED = '5ef0d417426757ea06c063ee8dd550c02875bf2a284f7a7015e093cb82079969';

const sources = stories({
  says: 'a source',
  kind: 'source',
  fields:
    'kind title url publisher authors { id } basedOn { id } published retrieved language archiveUrl text sha256 reliability licence',
  least: [
    { kind: 'BRIEFING', title: 'Note' },
    {
      kind: 'BRIEFING',
      title: 'Note',
      url: null,
      publisher: null,
      authors: [],
      basedOn: [],
      published: null,
      retrieved: null,
      language: null,
      archiveUrl: null,
      text: null,
      sha256: null,
      reliability: null,
      licence: null,
    },
  ],
  full: [
    {
      id: 'src_log',
      kind: 'TRANSCRIPT',
      title: 'Log',
      url: 'https://example.org/log',
      publisher: 'Harbour',
      authors: ['act_bo', 'act_ada'],
      basedOn: ['src_leaf', 'src_gaz'],
      published: '2021-05',
      retrieved: '2021-05-09',
      language: 'DE-at',
      archiveUrl: 'https://archive.example.org/log',
      text: TEXT,
      sha256: SHA256,
      reliability: 'D',
      licence: 'CC BY 4.0',
    } as { id: string },
    {
      kind: 'TRANSCRIPT',
      title: 'Log',
      url: 'https://example.org/log',
      publisher: 'Harbour',
      authors: [{ id: 'act_bo' }, { id: 'act_ada' }],
      basedOn: [{ id: 'src_leaf' }, { id: 'src_gaz' }],
      published: '2021-05',
      retrieved: '2021-05-09',
      language: 'de-AT',
      archiveUrl: 'https://archive.example.org/log',
      text: TEXT,
      sha256: SHA256,
      reliability: 'D',
      licence: 'CC BY 4.0',
    },
  ],
  edit: [
    {
      kind: 'SPEECH',
      title: 'Logbook',
      url: 'http://example.org/2',
      publisher: 'Port',
      authors: ['act_court'],
      basedOn: ['src_post2'],
      published: '2021-05-08',
      retrieved: '2021-05-10',
      language: 'uk',
      archiveUrl: 'https://archive.example.org/2',
      text: 'Fourth.',
      sha256: SHA256_EDITED,
      reliability: 'E',
      licence: 'none',
    },
    {
      kind: 'SPEECH',
      title: 'Logbook',
      url: 'http://example.org/2',
      publisher: 'Port',
      authors: [{ id: 'act_court' }],
      basedOn: [{ id: 'src_post2' }],
      published: '2021-05-08',
      retrieved: '2021-05-10',
      language: 'uk',
      archiveUrl: 'https://archive.example.org/2',
      text: 'Fourth.',
      sha256: SHA256_EDITED,
      reliability: 'E',
      licence: 'none',
    },
  ],
  clear: [
    {
      url: null,
      publisher: null,
      authors: null,
      basedOn: null,
      published: null,
      retrieved: null,
      language: null,
      archiveUrl: null,
      reliability: null,
      licence: null,
    },
    {
      kind: 'SPEECH',
      title: 'Logbook',
      url: null,
      publisher: null,
      authors: [],
      basedOn: [],
      published: null,
      retrieved: null,
      language: null,
      archiveUrl: null,
      text: 'Fourth.',
      sha256: SHA256_EDITED,
      reliability: null,
      licence: null,
    },
  ],
});

const post1 = (
  exact: string,
  prefix: string,
  suffix: string,
  start: number,
  {
    locator = null,
    contextGiven = null,
    passage = null,
  }: Partial<Record<'locator' | 'contextGiven', string | null>> & { passage?: number | null },
) => ({
  source: { id: 'src_post1' },
  exact,
  prefix,
  suffix,
  start,
  end: start + exact.length,
  state: 'EXACT',
  contextGiven,
  locator,
  passage,
});

const claims = stories({
  says: 'a claim',
  kind: 'claim',
  fields: `speakers { id } proposition kind saidOn targets { stance target { ... on Node { id } } } ${QUOTES}
    via { actor { id } source { id } note } reporters { id } at { id } directSpeech hedged confidence status language links { kind claim { id } }`,
  least: [
    {
      speakers: ['act_bo'],
      proposition: 'Bo waits.',
      targets: [{ target: { topic: 'top_port' }, stance: 'MIXED' }],
      quotes: [{ source: 'src_leaf', exact: 'I wait' }],
    },
    {
      speakers: [{ id: 'act_bo' }],
      proposition: 'Bo waits.',
      kind: 'STATEMENT',
      saidOn: null,
      targets: [{ stance: 'MIXED', target: { id: 'top_port' } }],
      quotes: [
        {
          source: { id: 'src_leaf' },
          exact: 'I wait',
          prefix: '',
          suffix: '',
          start: null,
          end: null,
          state: 'UNCHECKED',
          contextGiven: null,
          locator: null,
          passage: null,
        },
      ],
      via: [],
      reporters: [],
      at: null,
      directSpeech: false,
      hedged: false,
      confidence: null,
      status: 'ACCEPTED',
      language: null,
      links: [],
    },
  ],
  full: [
    {
      id: 'clm_new',
      speakers: ['act_court', 'act_guild'],
      proposition: 'They agree.',
      kind: 'PROMISE',
      saidOn: '2021-11-18~',
      targets: [
        { target: { actor: 'act_nor' }, stance: 'SUPPORTS' },
        { target: { event: 'evt_talks' }, stance: 'OPPOSES' },
        { target: { topic: 'top_toll' }, stance: 'NEUTRAL' },
        { target: { claim: 'clm_01' }, stance: 'MIXED' },
      ],
      quotes: [
        // From the 6th code point of the text on.
        { source: 'src_post1', exact: 'I trust', start: 5, end: 12, locator: 'line 1', passage: 1 },
        { source: 'src_post1', exact: 'Trade', prefix: 'tolls. ', suffix: ' helps', passage: 1 },
      ],
      via: [{ actor: 'act_post', source: 'src_gaz', note: 'by telephone' }, { note: 'a friend' }],
      reporters: ['act_post'],
      at: 'evt_vote',
      directSpeech: true,
      hedged: true,
      confidence: 0.25,
      language: 'EN',
      links: [
        { kind: 'DENIES', claim: 'clm_01' },
        { kind: 'CONFIRMS', claim: 'clm_02' },
        { kind: 'ANSWERS', claim: 'clm_03' },
        { kind: 'REPEATS', claim: 'clm_04' },
        { kind: 'QUALIFIES', claim: 'clm_05' },
      ],
    } as { id: string },
    {
      speakers: [{ id: 'act_court' }, { id: 'act_guild' }],
      proposition: 'They agree.',
      kind: 'PROMISE',
      saidOn: '2021-11-18~',
      targets: [
        { stance: 'SUPPORTS', target: { id: 'act_nor' } },
        { stance: 'OPPOSES', target: { id: 'evt_talks' } },
        { stance: 'NEUTRAL', target: { id: 'top_toll' } },
        { stance: 'MIXED', target: { id: 'clm_01' } },
      ],
      quotes: [
        post1('I trust', 'Ada: ', ' Norland. We want lower tolls. T', 5, { locator: 'line 1', passage: 1 }),
        post1('Trade', 'tolls. ', ' helps', 43, { contextGiven: 'BOTH', passage: 1 }),
      ],
      via: [
        { actor: { id: 'act_post' }, source: { id: 'src_gaz' }, note: 'by telephone' },
        { actor: null, source: null, note: 'a friend' },
      ],
      reporters: [{ id: 'act_post' }],
      at: { id: 'evt_vote' },
      directSpeech: true,
      hedged: true,
      confidence: 0.25,
      status: 'ACCEPTED',
      language: 'en',
      links: [
        { kind: 'DENIES', claim: { id: 'clm_01' } },
        { kind: 'CONFIRMS', claim: { id: 'clm_02' } },
        { kind: 'ANSWERS', claim: { id: 'clm_03' } },
        { kind: 'REPEATS', claim: { id: 'clm_04' } },
        { kind: 'QUALIFIES', claim: { id: 'clm_05' } },
      ],
    },
  ],
  edit: [
    {
      speakers: ['act_sud'],
      proposition: 'It disagrees.',
      kind: 'THREAT',
      saidOn: '2021-12',
      targets: [{ target: { actor: 'act_nord' }, stance: 'OPPOSES' }],
      quotes: [{ source: 'src_gaz', exact: 'we disagree' }],
      via: [{ actor: 'act_crowd' }],
      reporters: ['act_bo'],
      at: 'evt_raid',
      directSpeech: false,
      hedged: false,
      confidence: 1,
      language: 'de',
      links: [{ kind: 'DENIES', claim: 'clm_06' }],
    },
    {
      speakers: [{ id: 'act_sud' }],
      proposition: 'It disagrees.',
      kind: 'THREAT',
      saidOn: '2021-12',
      targets: [{ stance: 'OPPOSES', target: { id: 'act_nor' } }],
      quotes: [
        {
          source: { id: 'src_gaz' },
          exact: 'we disagree',
          prefix: '',
          suffix: '',
          start: null,
          end: null,
          state: 'UNCHECKED',
          contextGiven: null,
          locator: null,
          passage: null,
        },
      ],
      via: [{ actor: { id: 'act_crowd' }, source: null, note: null }],
      reporters: [{ id: 'act_bo' }],
      at: { id: 'evt_raid' },
      directSpeech: false,
      hedged: false,
      confidence: 1,
      status: 'ACCEPTED',
      language: 'de',
      links: [{ kind: 'DENIES', claim: { id: 'clm_06' } }],
    },
  ],
  clear: [
    { saidOn: null, via: null, reporters: [], at: null, confidence: null, language: null, links: null, kind: null },
    {
      speakers: [{ id: 'act_sud' }],
      proposition: 'It disagrees.',
      kind: 'STATEMENT',
      saidOn: null,
      targets: [{ stance: 'OPPOSES', target: { id: 'act_nor' } }],
      quotes: [
        {
          source: { id: 'src_gaz' },
          exact: 'we disagree',
          prefix: '',
          suffix: '',
          start: null,
          end: null,
          state: 'UNCHECKED',
          contextGiven: null,
          locator: null,
          passage: null,
        },
      ],
      via: [],
      reporters: [],
      at: null,
      directSpeech: false,
      hedged: false,
      confidence: null,
      status: 'ACCEPTED',
      language: null,
      links: [],
    },
  ],
});

const META = (key: string) => ({ reason: 'because', batch: 'bat_one', idempotencyKey: key });
const NEW_CLAIM = {
  speakers: ['act_bo'],
  proposition: 'Bo waits.',
  targets: [{ target: { topic: 'top_port' }, stance: 'MIXED' }],
  quotes: [{ source: 'src_leaf', exact: 'I wait' }],
};

/** Sends it twice, with the same key: one write. */
async function sendTwice(ask: AskData, name: string, input: object, fields: string): Promise<Data> {
  const first = await send(ask, name, input, fields);
  expect(first.userErrors).toEqual([]);
  expect(await send(ask, name, input, fields)).toEqual(first);
  return first;
}

const others: Row[] = [
  {
    says: 'claims are proposed, accepted, rejected and proposed anew',
    check: async (ask) => {
      const input = {
        claims: [
          { ...NEW_CLAIM, id: 'clm_a' },
          { ...NEW_CLAIM, id: 'clm_b', proposition: 'Bo waits long.' },
        ],
        ...META('1'),
      };
      const { claims: proposed } = await sendTwice(ask, 'proposeClaims', input, 'claims { id status version }');
      expect(proposed).toEqual([
        { id: 'clm_a', status: 'PROPOSED', version: 42 },
        { id: 'clm_b', status: 'PROPOSED', version: 43 },
      ]);
      expect(await lastVersion(ask, 'clm_b')).toBe('43 ADDED by admin: because in bat_one');
      const reviews = [
        { id: 'clm_a', baseVersion: 42, status: 'ACCEPTED' },
        { id: 'clm_b', baseVersion: 43, status: 'REJECTED', statusReason: 'not so' },
      ];
      const { claims: reviewed } = await sendTwice(
        ask,
        'reviewClaims',
        { reviews, ...META('2') },
        'claims { id status statusReason version }',
      );
      expect(reviewed).toEqual([
        { id: 'clm_a', status: 'ACCEPTED', statusReason: null, version: 44 },
        { id: 'clm_b', status: 'REJECTED', statusReason: 'not so', version: 45 },
      ]);
      expect(await lastVersion(ask, 'clm_a')).toBe('44 CHANGED by admin: because in bat_one');
      const again = { reviews: [{ id: 'clm_b', baseVersion: 45, status: 'PROPOSED' }] };
      expect(
        (await sendTwice(ask, 'reviewClaims', { ...again, idempotencyKey: '3' }, 'claims { status statusReason }'))
          .claims,
      ).toEqual([{ status: 'PROPOSED', statusReason: null }]);
    },
  },
  {
    says: 'all proposed claims of a batch are accepted in one batch, which is taken back',
    check: async (ask) => {
      const propositions = ['Bo waits.', 'Bo waits long.', 'Bo waits on.'];
      const claims = propositions.map((proposition, index) => ({ ...NEW_CLAIM, id: `clm_n${index}`, proposition }));
      await send(ask, 'proposeClaims', { claims, batch: 'bat_two' }, '');
      const reject = { id: 'clm_n1', baseVersion: 43, status: 'REJECTED', statusReason: 'not so' };
      await send(ask, 'reviewClaims', { reviews: [reject] }, '');
      const statuses = async () => {
        const { nodes } = await ask(
          '{ nodes(ids: ["clm_n0", "clm_n1", "clm_n2", "clm_12"]) { ... on Claim { status version } } }',
        );
        return nodes.map(({ status, version }: Data) => `${status} ${version}`);
      };
      const before = ['PROPOSED 42', 'REJECTED 45', 'PROPOSED 44', 'PROPOSED 34'];
      expect(await statuses()).toEqual(before);
      const fields = 'claims { id } count batch { id name version }';
      const accept = { filter: { batches: ['bat_two'] }, status: 'ACCEPTED' };
      expect(await send(ask, 'reviewClaims', { all: accept, dryRun: true }, fields)).toEqual({
        claims: [],
        count: 2,
        batch: null,
        userErrors: [],
      });
      const { datasetVersion } = (await ask('{ stats { datasetVersion } }')).stats;
      expect([datasetVersion, await statuses()]).toEqual([45, before]);
      const all = { ...accept, filter: { ...accept.filter, asOf: 45 } };
      const reviewed = await sendTwice(ask, 'reviewClaims', { all, reason: 'checked', idempotencyKey: '1' }, fields);
      const { id } = reviewed.batch;
      expect(reviewed).toMatchObject({ claims: [], count: 2, batch: { name: '2 claims ACCEPTED', version: 48 } });
      expect(await statuses()).toEqual(['ACCEPTED 46', 'REJECTED 45', 'ACCEPTED 47', 'PROPOSED 34']);
      expect(await lastVersion(ask, 'clm_n2')).toBe(`47 CHANGED by admin: checked in ${id}`);
      // Nothing is left to be accepted: no batch is made.
      expect(await sendTwice(ask, 'reviewClaims', { all: accept, idempotencyKey: '2' }, fields)).toMatchObject({
        count: 0,
        batch: null,
      });
      // As they were seen at an earlier version they were others.
      const stale = await send(ask, 'reviewClaims', { all }, fields);
      expect(stale.userErrors.map(({ field, code }: Data) => `${code} ${field}`)).toEqual([
        'CONFLICT input.all.filter',
        'CONFLICT input.all.filter',
      ]);
      expect(stale.userErrors.map(({ message }: Data) => message.match(/clm_n\d/)[0])).toEqual(['clm_n0', 'clm_n2']);
      await send(ask, 'revertBatch', { id, reason: 'a mistake' }, '');
      expect((await statuses()).map((text: string) => text.split(' ')[0])).toEqual([
        'PROPOSED',
        'REJECTED',
        'PROPOSED',
        'PROPOSED',
      ]);
      // All that is proposed, into a batch that there is.
      const rest = { filter: {}, status: 'REJECTED', statusReason: 'late' };
      const named = await send(ask, 'reviewClaims', { all: rest, batch: 'bat_one' }, fields);
      expect(named).toMatchObject({ count: 3, batch: { id: 'bat_one' }, userErrors: [] });
      expect((await statuses()).map((text: string) => text.split(' ')[0])).toEqual(Array(4).fill('REJECTED'));
      expect(await lastVersion(ask, 'clm_12')).toMatch(/CHANGED by admin: null in bat_one$/);
    },
  },
  {
    says: 'an accepted claim is disputed and retracted',
    check: async (ask) => {
      const dispute = { id: 'clm_01', baseVersion: 23, statusReason: 'who says so?', ...META('1') };
      expect((await sendTwice(ask, 'disputeClaim', dispute, 'claim { status statusReason version }')).claim).toEqual({
        status: 'DISPUTED',
        statusReason: 'who says so?',
        version: 42,
      });
      expect(await lastVersion(ask, 'clm_01')).toBe('42 CHANGED by admin: because in bat_one');
      const retract = { id: 'clm_01', baseVersion: 42, statusReason: 'nobody', ...META('2') };
      expect((await sendTwice(ask, 'retractClaim', retract, 'claim { status statusReason version }')).claim).toEqual({
        status: 'RETRACTED',
        statusReason: 'nobody',
        version: 43,
      });
      expect(await lastVersion(ask, 'clm_01')).toBe('43 CHANGED by admin: because in bat_one');
      // It counts no more: ada spoke of nor in this claim alone.
      expect(await ask('{ relation(speaker: "act_ada", target: "act_nor") { n } }')).toEqual({ relation: null });
    },
  },
  {
    says: 'two records are judged to be one, and the judgement is withdrawn',
    check: async (ask) => {
      const judge = {
        verdict: 'SAME',
        keep: 'act_ada',
        other: 'act_bo',
        reason: 'one person',
        batch: 'bat_one',
        idempotencyKey: '1',
      };
      const { judgement } = await sendTwice(
        ask,
        'judgeIdentity',
        judge,
        'judgement { id verdict reason withdrawn version records { id } }',
      );
      expect(judgement).toMatchObject({
        verdict: 'SAME',
        reason: 'one person',
        withdrawn: false,
        version: 42,
        records: [{ id: 'act_ada@3' }, { id: 'act_bo@4' }],
      });
      expect(await lastVersion(ask, judgement.id)).toMatch('42 ADDED by admin: one person in bat_one');
      // 01 02 11 and 03 08.
      const counts = '{ actor(id: "act_bo") { id claimCounts { asSpeaker } } }';
      expect(await ask(counts)).toEqual({ actor: { id: 'act_ada', claimCounts: { asSpeaker: 5 } } });
      const withdraw = {
        id: judgement.id,
        baseVersion: 42,
        reason: 'two after all',
        batch: 'bat_two',
        idempotencyKey: '2',
      };
      const back = await sendTwice(ask, 'withdrawJudgement', withdraw, 'judgement { withdrawn version }');
      expect(back.judgement).toEqual({ withdrawn: true, version: 43 });
      expect(await lastVersion(ask, judgement.id)).toBe('43 CHANGED by admin: two after all in bat_two');
      expect(await ask(counts)).toEqual({ actor: { id: 'act_bo', claimCounts: { asSpeaker: 3 } } });
    },
  },
  {
    says: 'two records are judged to be two, or it is left open',
    check: async (ask) => {
      for (const verdict of ['UNSURE', 'DIFFERENT']) {
        const input = { verdict, keep: 'top_toll', other: 'top_port', reason: 'looked' };
        const { judgement } = await send(ask, 'judgeIdentity', input, 'judgement { verdict records { id } }');
        expect(judgement).toEqual({ verdict, records: [{ id: 'top_toll' }, { id: 'top_port' }] });
      }
      expect(await ask('{ topic(id: "top_port") { id } }')).toEqual({ topic: { id: 'top_port' } });
    },
  },
  {
    says: 'a batch is made, written to and reverted',
    check: async (ask) => {
      const create = { name: 'Third', description: 'Of May.', idempotencyKey: '1' };
      const { batch } = await sendTwice(ask, 'createBatch', create, 'batch { id name description reverted version }');
      expect(batch).toMatchObject({ name: 'Third', description: 'Of May.', reverted: false, version: 42 });
      await send(ask, 'editTopic', { id: 'top_toll', baseVersion: 13, name: 'Tolls', batch: batch.id }, '');
      expect(await ask('{ topic(id: "top_toll") { name version } }')).toEqual({
        topic: { name: 'Tolls', version: 43 },
      });
      const revert = { id: batch.id, reason: 'a mistake', idempotencyKey: '2' };
      const reverted = await sendTwice(ask, 'revertBatch', revert, 'reverted batch { reverted }');
      expect(reverted).toMatchObject({ reverted: 1, batch: { reverted: true } });
      expect(await ask('{ topic(id: "top_toll") { name } }')).toEqual({ topic: { name: 'Toll' } });
      expect(await lastVersion(ask, 'top_toll')).toMatch(/ CHANGED by admin: a mistake in /);
    },
  },
  {
    says: 'a view is saved, and changed',
    check: async (ask) => {
      const fields =
        'view { id name description visibility owner address positions { recordId x y } datasetVersion version }';
      const input = {
        name: 'Mine',
        description: 'At night.',
        visibility: 'UNLISTED',
        address: 'q=toll',
        positions: [{ recordId: 'act_ada', x: 1.5, y: -2 }],
        idempotencyKey: '1',
      };
      const { view } = await sendTwice(ask, 'saveView', input, fields);
      const { id, ...saved } = view;
      expect(saved).toEqual({
        name: 'Mine',
        description: 'At night.',
        visibility: 'UNLISTED',
        owner: 'admin',
        address: 'q=toll',
        positions: [{ recordId: 'act_ada', x: 1.5, y: -2 }],
        datasetVersion: 41,
        version: 42,
      });
      const changed = await send(
        ask,
        'saveView',
        { id, baseVersion: 42, name: 'Ours', visibility: 'PUBLIC', address: '', positions: [] },
        fields,
      );
      expect(changed.view).toMatchObject({
        name: 'Ours',
        visibility: 'PUBLIC',
        address: '',
        positions: [],
        version: 43,
      });
      const mine = await send(ask, 'saveView', { name: 'Alone', address: '', visibility: 'PRIVATE' }, fields);
      expect(mine.view).toMatchObject({ name: 'Alone', visibility: 'PRIVATE', description: null, positions: [] });
    },
  },
  {
    says: 'tokens are made, used and revoked',
    check: async (ask) => {
      const fields = 'secret token { id name role expiresAt revoked }';
      for (const role of ['READER', 'CURATOR', 'ADMIN']) {
        const input = { name: `a ${role}`, role, expiresAt: '2999-01-01T00:00:00Z' };
        const { token, secret } = await send(ask, 'createToken', input, fields);
        expect(token).toMatchObject({ name: `a ${role}`, role, expiresAt: '2999-01-01T00:00:00.000Z', revoked: false });
        expect((await ask.raw('{ viewer { name role } }', { token: secret })).data).toEqual({
          viewer: { name: `a ${role}`, role },
        });
        const { revokeToken } = await ask(
          'mutation ($id: ID!) { revokeToken(id: $id) { token { revoked } userErrors { code } } }',
          { id: token.id },
        );
        expect(revokeToken).toEqual({ token: { revoked: true }, userErrors: [] });
        expect((await ask.raw('{ viewer { name } }', { token: secret })).status).toBe(401);
      }
    },
  },
];

const dates: Row = {
  says: 'dates of every form are kept as written',
  check: async (ask) => {
    const forms = [
      '2021',
      '2021-11',
      '2021-11-18',
      '2014-21',
      '2021-11/..',
      '../2021',
      '2020-06~',
      '[2022-01-06..2022-01-10]',
    ];
    for (const when of forms)
      expect(await write(ask, 'addEvent', { kind: 'OTHER', name: when, when }, 'event', 'when')).toEqual({ when });
  },
};

export const writingRows: Row[] = [dates, ...actors, ...events, ...topics, ...sources, ...claims, ...others];
