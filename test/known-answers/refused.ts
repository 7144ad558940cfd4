// What is refused, and at which field: each row is a question or a write with one thing wrong in it, and where the answer
// says that it is. The words of a refusal are free; its code and its field are not.

import { expect } from 'vitest';
import type { Row } from './row.ts';

/** A query that is refused, with the field that each fault names. */
const query = (text: string, ...faults: string[]): Row => ({
  says: text,
  check: async (ask) => {
    const { errors } = await ask.raw(text);
    const [error] = errors;
    expect(errors).toHaveLength(1);
    expect([error?.extensions.code, ...(error?.extensions.faults ?? []).map(({ field }) => field)]).toEqual(faults);
  },
});

/** A mutation that is refused, with the code and the field of each user error. */
const write = (name: string, input: object, ...faults: string[]): Row => ({
  says: `${name} ${JSON.stringify(input)}`.slice(0, 160),
  check: async (ask) => {
    const type = `${(name[0] as string).toUpperCase()}${name.slice(1)}Input`;
    const data = await ask(`mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { field code } } }`, {
      input,
    });
    const errors = data[name].userErrors as { field: string; code: string }[];
    expect(errors.map(({ field, code }) => `${code} ${field}`).toSorted()).toEqual(faults.toSorted());
    // Nothing was written.
    expect(await ask('{ stats { datasetVersion } }')).toEqual({ stats: { datasetVersion: 41 } });
  },
});

/** What is no value of its type is refused before anything is read, by the position in the question. */
const untyped = (text: string): Row => ({
  says: text,
  check: async (ask) => {
    const { errors, data } = await ask.raw(text);
    expect(data).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
  },
});

const claims = (filter: string, ...fields: string[]) =>
  query(`{ claims(filter: { ${filter} }) { totalCount } }`, 'INVALID', ...fields);
const CLAIM = {
  speakers: ['act_ada'],
  proposition: 'Ada waits.',
  targets: [{ target: { actor: 'act_bo' }, stance: 'SUPPORTS' }],
  quotes: [{ source: 'src_leaf', exact: 'I wait' }],
};
const addClaim = (fields: object, ...faults: string[]) => write('addClaim', { ...CLAIM, ...fields }, ...faults);
const addSource = (fields: object, ...faults: string[]) =>
  write('addSource', { kind: 'REPORT', title: 'A report', ...fields }, ...faults);
const addEvent = (fields: object, ...faults: string[]) =>
  write('addEvent', { kind: 'OTHER', name: 'A fair', ...fields }, ...faults);
const addActor = (fields: object, ...faults: string[]) =>
  write('addActor', { kind: 'PERSON', name: 'Cy', ...fields }, ...faults);
const INVALID = (field: string) => `INVALID input.${field}`;
const NOT_FOUND = (field: string) => `NOT_FOUND input.${field}`;
const longer = (length: number) => 'x'.repeat(length);

export const refusedRows: Row[] = [
  // Filters of claims.
  claims('saidFrom: "2021-02-30"', 'filter.saidFrom'),
  claims('saidFrom: "2021-02"', 'filter.saidFrom'),
  claims('saidTo: "yesterday"', 'filter.saidTo'),
  claims('saidFrom: "2021-02-02", saidTo: "2021-02-01"', 'filter.saidTo'),
  claims('speakers: ["top_toll"]', 'filter.speakers[0]'),
  claims('speakers: ["act_ada", "ada"]', 'filter.speakers[1]'),
  claims('targets: ["src_gaz"]', 'filter.targets[0]'),
  untyped('{ claims(filter: { targetKinds: [SOURCE] }) { totalCount } }'),
  claims('between: ["bat_one"]', 'filter.between[0]'),
  claims('about: ["src_gaz"]', 'filter.about[0]'),
  claims('topics: ["act_ada"]', 'filter.topics[0]'),
  claims('events: ["top_toll"]', 'filter.events[0]'),
  claims('sources: ["act_ada"]', 'filter.sources[0]'),
  claims('batches: ["act_ada"]', 'filter.batches[0]'),
  claims(`publishers: ["${longer(301)}"]`, 'filter.publishers[0]'),
  query('{ events(filter: { overlaps: "act_ada" }) { totalCount } }', 'INVALID', 'filter.overlaps[0]'),
  query('{ versionAt(time: "yesterday") }', 'INVALID', 'time'),
  query('{ versionAt(time: "86") }', 'INVALID', 'time'),
  query('{ versionAt(time: "2026-11-31T00:00:00Z") }', 'INVALID', 'time'),
  query('{ versionAt(time: "2026-11-28T11:00:00") }', 'INVALID', 'time'),
  claims('excludeSpeakers: ["top_toll"]', 'filter.excludeSpeakers[0]'),
  claims('excludeTargets: ["act_ada", "src_post1"]', 'filter.excludeTargets[1]'),
  claims('roleAt: ["top_toll"]', 'filter.roleAt[0]'),
  claims('reporters: ["act_post", "evt_vote"]', 'filter.reporters[1]'),
  claims('languages: ["de", "no language"]', 'filter.languages[1]'),
  claims(`curators: ["a", "${longer(301)}"]`, 'filter.curators[1]'),
  claims('text: "!"', 'filter.text'),
  claims(`text: "${longer(201)}"`, 'filter.text'),
  claims(`text: "${longer(301)}"`, 'filter.text'),
  claims('asOf: -1', 'filter.asOf'),
  claims('asOf: 42', 'filter.asOf'),
  claims('speakers: ["x"], text: "!", asOf: 42', 'filter.speakers[0]', 'filter.text', 'filter.asOf'),
  untyped('{ claims(filter: { stances: [LIKES] }) { totalCount } }'),
  untyped('{ claims(filter: { statuses: ["ACCEPTED"] }) { totalCount } }'),
  untyped('{ claims(filter: { directSpeech: "yes" }) { totalCount } }'),
  untyped('{ claims(filter: { undated: SOMETIMES }) { totalCount } }'),
  untyped('{ claims(filter: { kinds: [RUMOUR] }) { totalCount } }'),
  untyped('{ claims(filter: { asOf: 1.5 }) { totalCount } }'),
  untyped('{ claims(filter: { saidFrom: 20210101 }) { totalCount } }'),
  untyped('{ claims(filter: { colour: "red" }) { totalCount } }'),

  // Filters of records.
  query('{ actors(filter: { in: ["top_toll"] }) { totalCount } }', 'INVALID', 'filter.in[0]'),
  query('{ events(filter: { participants: ["evt_vote"] }) { totalCount } }', 'INVALID', 'filter.participants[0]'),
  query('{ events(filter: { from: "2021" }) { totalCount } }', 'INVALID', 'filter.from'),
  query('{ events(filter: { from: "2021-02-02", to: "2021-02-01" }) { totalCount } }', 'INVALID', 'filter.to'),
  query('{ topics(filter: { broader: ["act_ada"] }) { totalCount } }', 'INVALID', 'filter.broader[0]'),
  query('{ sources(filter: { authors: ["x"] }) { totalCount } }', 'INVALID', 'filter.authors[0]'),
  query('{ sources(filter: { basedOn: ["src_gaz", "act_bo"] }) { totalCount } }', 'INVALID', 'filter.basedOn[1]'),
  query('{ sources(filter: { publishedTo: "2021-13-01" }) { totalCount } }', 'INVALID', 'filter.publishedTo'),
  query(
    '{ sources(filter: { publishedFrom: "2021-02-02", publishedTo: "2021-02-01" }) { totalCount } }',
    'INVALID',
    'filter.publishedTo',
  ),

  // Pages.
  query('{ actors(first: 0) { totalCount } }', 'INVALID', 'first'),
  query('{ actors(first: 101) { totalCount } }', 'INVALID', 'first'),
  query('{ claims(last: 0) { totalCount } }', 'INVALID', 'last'),
  query('{ claims(last: 101) { totalCount } }', 'INVALID', 'last'),
  query('{ claims(first: 1, last: 1) { totalCount } }', 'INVALID', 'last'),
  query('{ claims(after: "x") { totalCount } }', 'INVALID', 'after'),
  query('{ claims(last: 1, before: "x") { totalCount } }', 'INVALID', 'before'),

  // Everything else that is asked.
  query('{ node(id: "ada") { id } }', 'INVALID', 'id'),
  query('{ nodes(ids: ["act_ada", "?"]) { id } }', 'INVALID', 'ids[1]'),
  query('{ actor(id: "top_toll") { id } }', 'INVALID', 'id'),
  query('{ actor(id: "act_ada", asOf: 42) { id } }', 'INVALID', 'asOf'),
  query('{ relations(minClaims: 0) { totalCount } }', 'INVALID', 'minClaims'),
  untyped('{ relations(targetKinds: [VIEW]) { totalCount } }'),
  query('{ relation(speaker: "top_toll", target: "src_gaz") { n } }', 'INVALID', 'speaker', 'target'),
  query('{ neighbours(id: "src_gaz") { totalCount } }', 'INVALID', 'id'),
  query('{ neighbours(id: "act_nobody") { totalCount } }', 'NOT_FOUND', 'id'),
  untyped('{ neighbours(id: "act_ada", kinds: [SOURCE]) { totalCount } }'),
  query('{ network(limit: 0) { complete } }', 'INVALID', 'limit'),
  query('{ network(limit: 5001) { complete } }', 'INVALID', 'limit'),
  query('{ network(minClaims: 0) { complete } }', 'INVALID', 'minClaims'),
  query('{ network(include: ["src_gaz"]) { complete } }', 'INVALID', 'include[0]'),
  untyped('{ network(targetKinds: [BATCH]) { complete } }'),
  query('{ paths(from: "act_ada", to: "act_ada") { complete } }', 'INVALID', 'to'),
  query('{ paths(from: "act_ada", to: "act_none") { complete } }', 'NOT_FOUND', 'to'),
  query('{ paths(from: "act_ada", to: "act_bo", maxHops: 0) { complete } }', 'INVALID', 'maxHops'),
  query('{ paths(from: "act_ada", to: "act_bo", maxHops: 7) { complete } }', 'INVALID', 'maxHops'),
  query('{ paths(from: "act_ada", to: "act_bo", limit: 0) { complete } }', 'INVALID', 'limit'),
  query('{ paths(from: "act_ada", to: "act_bo", limit: 6) { complete } }', 'INVALID', 'limit'),
  query('{ paths(from: "act_ada", to: "act_bo", exclude: ["act_bo"]) { complete } }', 'INVALID', 'exclude'),
  untyped('{ facets(fields: [topics]) { total } }'),
  query('{ facets(first: 0) { total } }', 'INVALID', 'first'),
  query('{ facets(first: 101) { total } }', 'INVALID', 'first'),
  untyped('{ search(text: "ada", kinds: [JUDGEMENT]) { nodes { match } } }'),
  query('{ search(text: " ") { nodes { match } } }', 'INVALID', 'text'),
  query(`{ search(text: "${longer(201)}") { nodes { match } } }`, 'INVALID', 'text'),
  query('{ history(id: "x") { nodes { version } } }', 'INVALID', 'id'),
  query('{ changes(after: -1) { more } }', 'INVALID', 'after'),
  query('{ changes(first: 0) { more } }', 'INVALID', 'first'),
  query('{ changes(first: 101) { more } }', 'INVALID', 'first'),
  query('{ judgements(about: "act_nobody") { nodes { id } } }', 'NOT_FOUND', 'about'),

  // Claims.
  addClaim({ id: 'act_x' }, INVALID('id')),
  addClaim({ id: 'clm_ü' }, INVALID('id')),
  addClaim({ id: 'clm_01' }, 'CONFLICT input.id'),
  addClaim({ speakers: [] }, INVALID('speakers')),
  addClaim({ speakers: ['top_toll'] }, INVALID('speakers[0]')),
  addClaim({ speakers: ['act_x'] }, INVALID('speakers[0]')),
  addClaim({ proposition: ' ' }, INVALID('proposition')),
  addClaim({ proposition: longer(1_001) }, INVALID('proposition')),
  addClaim({ saidOn: '2021-02-30' }, INVALID('saidOn')),
  addClaim({ saidOn: '20210101' }, INVALID('saidOn')),
  addClaim({ saidOn: '2021-02/2021-01' }, INVALID('saidOn')),
  addClaim({ targets: [] }, INVALID('targets')),
  addClaim({ targets: [{ target: { topic: 'act_bo' }, stance: 'MIXED' }] }, INVALID('targets[0].target.topic')),
  addClaim({ targets: [{ target: { topic: 'top_x' }, stance: 'MIXED' }] }, INVALID('targets[0].target')),
  addClaim({ targets: [CLAIM.targets[0], { target: { actor: 'act_bo' }, stance: 'OPPOSES' }] }, INVALID('targets[1]')),
  addClaim({ quotes: [] }, INVALID('quotes')),
  addClaim({ quotes: [{ source: 'src_x', exact: 'a' }] }, INVALID('quotes[0].source')),
  addClaim({ quotes: [{ source: 'act_ada', exact: 'a' }] }, INVALID('quotes[0].source')),
  addClaim({ quotes: [{ source: 'src_leaf', exact: '' }] }, INVALID('quotes[0].exact')),
  addClaim({ quotes: [{ source: 'src_post1', exact: 'not there' }] }, INVALID('quotes[0].exact')),
  addClaim({ quotes: [{ source: 'src_post1', exact: 'I trust', start: 6, end: 13 }] }, INVALID('quotes[0].exact')),
  addClaim(
    {
      quotes: [
        { source: 'src_leaf', exact: 'I', passage: 1 },
        { source: 'src_gaz', exact: 'wait', passage: 1 },
        { source: 'src_gaz', exact: 'long', passage: 0 },
      ],
    },
    INVALID('quotes[1].passage'),
    INVALID('quotes[2].passage'),
  ),
  addClaim({ via: [{}] }, INVALID('via[0]')),
  addClaim({ via: [{ actor: 'act_x' }] }, INVALID('via[0].actor')),
  addClaim({ reporters: ['act_x'] }, INVALID('reporters[0]')),
  addClaim({ at: 'top_toll' }, INVALID('at')),
  addClaim({ at: 'evt_x' }, INVALID('at')),
  addClaim({ confidence: 1.01 }, INVALID('confidence')),
  addClaim({ confidence: -0.01 }, INVALID('confidence')),
  addClaim({ language: 'not a language' }, INVALID('language')),
  addClaim({ links: [{ kind: 'DENIES', claim: 'clm_x' }] }, INVALID('links[0].claim')),
  addClaim({ batch: 'bat_x' }, INVALID('batch')),
  addClaim({ reason: longer(2_001) }, INVALID('reason')),
  addClaim({ idempotencyKey: longer(201) }, INVALID('idempotencyKey')),
  addClaim(
    { proposition: '', confidence: 2, speakers: [] },
    INVALID('speakers'),
    INVALID('proposition'),
    INVALID('confidence'),
  ),

  // Dates, days, addresses, languages, names: what the scalars and the texts do not take; what they do stands in writing.ts.
  ...['2021-13', '2021-1', '18.11.2021', '2021-11-31', '2021/2020', 'spring'].map((when) =>
    addEvent({ when }, INVALID('when')),
  ),
  addEvent({ name: '' }, INVALID('name')),
  addEvent({ name: longer(1_001) }, INVALID('name')),
  addEvent({ place: longer(301) }, INVALID('place')),
  addEvent({ description: longer(5_001) }, INVALID('description')),
  addEvent({ participants: [{ actor: 'act_x' }] }, INVALID('participants[0].actor')),
  addEvent({ affected: ['top_toll'] }, INVALID('affected[0]')),
  addEvent({ quotes: [{ source: 'src_post1', exact: 'not there' }] }, INVALID('quotes[0].exact')),
  addEvent({ quotes: [{ source: 'src_gaz', exact: 'a fair', passage: -1 }] }, INVALID('quotes[0].passage')),
  addSource({ title: '' }, INVALID('title')),
  addSource({ title: longer(501) }, INVALID('title')),
  ...['example.org', 'ftp://example.org', 'javascript:alert(1)', `https://example.org/${longer(2_000)}`].map((url) =>
    addSource({ url }, INVALID('url')),
  ),
  addSource({ archiveUrl: 'no address' }, INVALID('archiveUrl')),
  addSource({ publisher: longer(301) }, INVALID('publisher')),
  addSource({ authors: ['act_x'] }, INVALID('authors[0]')),
  addSource({ basedOn: ['src_gaz', 'src_x'] }, INVALID('basedOn[1]')),
  addSource({ basedOn: ['src_gaz', 'act_bo'] }, INVALID('basedOn[1]')),
  addSource({ id: 'src_y', basedOn: ['src_y'] }, INVALID('basedOn[0]')),
  addSource({ published: '2021-02-30' }, INVALID('published')),
  addSource({ retrieved: '2021-02' }, INVALID('retrieved')),
  addSource({ retrieved: '2021-02-30' }, INVALID('retrieved')),
  addSource({ language: '?' }, INVALID('language')),
  addSource({ sha256: 'abc' }, INVALID('sha256')),
  addSource({ text: 'a', sha256: '0'.repeat(64) }, INVALID('sha256')),
  addSource({ licence: longer(301) }, INVALID('licence')),
  addActor({ names: [{ text: '' }] }, INVALID('names[0].text')),
  addActor({ names: [{ text: 'a', from: '2021', to: '2020' }] }, INVALID('names[0].to')),
  addActor({ names: [{ text: 'a', language: '?' }] }, INVALID('names[0].language')),
  addActor({ externalIds: [{ scheme: 'Wiki Data', value: '1' }] }, INVALID('externalIds[0].scheme')),
  addActor({ externalIds: [{ scheme: 'isni', value: '' }] }, INVALID('externalIds[0].value')),
  addActor({ roles: [{ title: '', in: 'act_guild' }] }, INVALID('roles[0].title')),
  addActor({ roles: [{ title: 'a', in: 'act_x' }] }, INVALID('roles[0].in')),
  write('addTopic', { name: 'a', broader: 'top_x' }, INVALID('broader')),
  write('addTopic', { id: 'top_q', name: 'a', broader: 'top_q' }, INVALID('broader')),

  // Edits and reviews.
  write('editActor', { id: 'act_x', baseVersion: 1 }, NOT_FOUND('id')),
  write('editActor', { id: 'top_toll', baseVersion: 13 }, INVALID('id')),
  write('editActor', { id: 'act_ada', baseVersion: 2, name: 'A' }, 'CONFLICT input.baseVersion'),
  write('editActor', { id: 'act_ada', baseVersion: 3, name: null }, INVALID('name')),
  write('editClaim', { id: 'clm_01', baseVersion: 23, speakers: [] }, INVALID('speakers')),
  write('reviewClaims', { reviews: [] }, INVALID('reviews')),
  untyped(
    'mutation { reviewClaims(input: { reviews: [{ id: "clm_12", baseVersion: 34, status: DISPUTED }] }) { userErrors { code } } }',
  ),
  write(
    'reviewClaims',
    { reviews: [{ id: 'clm_12', baseVersion: 34, status: 'REJECTED' }] },
    INVALID('reviews[0].statusReason'),
  ),
  write(
    'reviewClaims',
    { reviews: [{ id: 'clm_01', baseVersion: 23, status: 'REJECTED', statusReason: 'a' }] },
    INVALID('reviews[0].status'),
  ),
  write('reviewClaims', {}, 'INVALID null'),
  write('reviewClaims', { reviews: [], all: { filter: {}, status: 'ACCEPTED' } }, 'INVALID null'),
  write('reviewClaims', { all: { filter: {}, status: 'REJECTED' } }, INVALID('all.statusReason')),
  write(
    'reviewClaims',
    { all: { filter: { statuses: ['PROPOSED', 'REJECTED'], asOf: 42, speakers: ['top_x'] }, status: 'PROPOSED' } },
    INVALID('all.status'),
    INVALID('all.filter.statuses[1]'),
    INVALID('all.filter.asOf'),
    INVALID('all.filter.speakers[0]'),
  ),
  write('proposeClaims', { claims: [] }, INVALID('claims')),
  write('proposeClaims', { claims: [CLAIM, { ...CLAIM, proposition: '' }] }, INVALID('claims[1].proposition')),
  write('disputeClaim', { id: 'clm_12', baseVersion: 34, statusReason: 'a' }, INVALID('status')),
  write('disputeClaim', { id: 'clm_01', baseVersion: 23, statusReason: ' ' }, INVALID('statusReason')),
  write('retractClaim', { id: 'clm_01', baseVersion: 22, statusReason: 'a' }, 'CONFLICT input.baseVersion'),
  write('judgeIdentity', { verdict: 'SAME', keep: 'act_ada', other: 'act_ada', reason: 'a' }, INVALID('other')),
  write('judgeIdentity', { verdict: 'SAME', keep: 'act_ada', other: 'top_toll', reason: 'a' }, INVALID('other')),
  write('judgeIdentity', { verdict: 'SAME', keep: 'act_ada', other: 'act_bo', reason: ' ' }, INVALID('reason')),
  write('judgeIdentity', { verdict: 'SAME', keep: 'act_nor', other: 'act_nord', reason: 'a' }, 'CONFLICT input.other'),
  write('withdrawJudgement', { id: 'jdg_x', baseVersion: 40, reason: 'a' }, NOT_FOUND('id')),
  write('createBatch', { name: '' }, INVALID('name')),
  write('revertBatch', { id: 'bat_x', reason: 'a' }, NOT_FOUND('id')),
  write('revertBatch', { id: 'bat_one', reason: '' }, INVALID('reason')),
  write('saveView', { name: '', address: '' }, INVALID('name')),
  write('saveView', { name: 'a', address: longer(8_001) }, INVALID('address')),
  // The view is kim's.
  query(
    'mutation { saveView(input: { id: "vew_map", baseVersion: 41, name: "a", address: "" }) { userErrors { code } } }',
    'FORBIDDEN',
  ),
  write('createToken', { name: '', role: 'READER' }, INVALID('name')),
  write('createToken', { name: 'a', role: 'READER', expiresAt: '2001-01-01T00:00:00Z' }, INVALID('expiresAt')),
];
