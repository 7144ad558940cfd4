import { describe, expect, it } from 'vitest';
import { pathText } from '../../server/domain/faults/path-text.ts';
import type { Ref } from '../../server/domain/kind-spec.ts';
import { KINDS } from '../../server/domain/kinds.ts';
import {
  actor,
  batch,
  claim,
  event,
  judgement,
  name,
  quote,
  source,
  target,
  topic,
  view,
} from '../fixtures/records.ts';

const pairs = (list: { field: string; value: string }[]) => list.map(({ field, value }) => `${field}=${value}`);
const paths = (list: Ref[]) => list.map(({ path, id }) => `${pathText(path)}=${id}`);

const full = claim({
  speakers: ['act_a', 'act_b'],
  targets: [target('top_a'), target('clm_b')],
  quotes: [quote(), quote({ source: 'src_b', exact: 'again' })],
  via: [
    { actor: 'act_c', source: 'src_c', note: null },
    { actor: 'act_c', source: null, note: null },
  ],
  reporters: ['act_d'],
  at: 'evt_a',
  links: [
    { kind: 'DENIES', claim: 'clm_c' },
    { kind: 'ANSWERS', claim: 'clm_c' },
  ],
});

describe('references', () => {
  it('of a claim are all there, with their paths', () => {
    expect(paths(KINDS.claim.refs(full))).toEqual([
      'speakers[0]=act_a',
      'speakers[1]=act_b',
      'targets[0].target=top_a',
      'targets[1].target=clm_b',
      'quotes[0].source=src_a',
      'quotes[1].source=src_b',
      'via[0].actor=act_c',
      'via[0].source=src_c',
      'via[1].actor=act_c',
      'reporters[0]=act_d',
      'at=evt_a',
      'links[0].claim=clm_c',
      'links[1].claim=clm_c',
    ]);
    expect(KINDS.claim.refs(full)[2]?.kinds).toEqual(['actor', 'event', 'topic', 'claim']);
  });

  it('of the other kinds', () => {
    const roles = [{ title: 'x', in: 'act_b', from: null, to: null }];
    expect(paths(KINDS.actor.refs(actor({ roles })))).toEqual(['roles[0].in=act_b']);
    const meeting = event({ participants: [{ actor: 'act_a', role: null }], affected: ['act_b'], quotes: [quote()] });
    expect(paths(KINDS.event.refs(meeting))).toEqual([
      'participants[0].actor=act_a',
      'affected[0]=act_b',
      'quotes[0].source=src_a',
    ]);
    expect(paths(KINDS.topic.refs(topic({ broader: 'top_b' })))).toEqual(['broader=top_b']);
    expect(paths(KINDS.source.refs(source({ authors: ['act_a'] })))).toEqual(['authors[0]=act_a']);
    expect(paths(KINDS.judgement.refs(judgement()))).toEqual(['records[0]=act_a', 'records[1]=act_b']);
    expect(KINDS.view.refs(view({ positions: [{ id: 'act_a', x: 0, y: 0 }] }))).toEqual([]);
    expect(KINDS.batch.refs(batch())).toEqual([]);
  });
});

describe('facets', () => {
  it('of a claim, each once', () => {
    expect(pairs(KINDS.claim.facets(full))).toEqual([
      'at=evt_a',
      'reporter=act_d',
      'viaActor=act_c',
      'viaSource=src_c',
      'link=clm_c',
    ]);
  });

  it('of the other kinds, each once', () => {
    const roles = ['x', 'y'].map((title) => ({ title, in: 'act_b', from: null, to: null }));
    const externalIds = [{ scheme: 'wikidata', value: 'Q1' }];
    expect(pairs(KINDS.actor.facets(actor({ roles, externalIds })))).toEqual([
      'kind=STATE',
      'externalId=wikidata:Q1',
      'in=act_b',
    ]);
    const participants = ['host', 'guest'].map((role) => ({ actor: 'act_a', role }));
    const quotes = [quote(), quote({ exact: 'again' })];
    expect(pairs(KINDS.event.facets(event({ participants, affected: ['act_b'], quotes, externalIds })))).toEqual([
      'kind=MEETING',
      'status=HAPPENED',
      'participant=act_a',
      'affected=act_b',
      'source=src_a',
      'externalId=wikidata:Q1',
    ]);
    expect(pairs(KINDS.topic.facets(topic({ broader: 'top_b', externalIds })))).toEqual([
      'broader=top_b',
      'externalId=wikidata:Q1',
    ]);
    const article = source({ publisher: 'SWP', authors: ['act_a'], language: 'de', reliability: 'A' });
    expect(pairs(KINDS.source.facets(article))).toEqual([
      'kind=ARTICLE',
      'publisher=SWP',
      'author=act_a',
      'language=de',
      'reliability=A',
    ]);
    expect(pairs(KINDS.judgement.facets(judgement()))).toEqual([
      'verdict=SAME',
      'about=act_a',
      'about=act_b',
      'withdrawn=false',
    ]);
    expect(pairs(KINDS.view.facets(view()))).toEqual(['owner=ada', 'visibility=PRIVATE']);
    expect(pairs(KINDS.batch.facets(batch({ reverted: true })))).toEqual(['reverted=true']);
  });
});

describe('what is not known', () => {
  it('refers to nothing, and is filed nowhere', () => {
    expect(paths(KINDS.claim.refs(claim()))).toEqual([
      'speakers[0]=act_a',
      'targets[0].target=act_b',
      'quotes[0].source=src_a',
    ]);
    for (const refs of [
      KINDS.actor.refs(actor()),
      KINDS.event.refs(event()),
      KINDS.topic.refs(topic()),
      KINDS.source.refs(source()),
    ])
      expect(refs).toEqual([]);
    expect(pairs(KINDS.claim.facets(claim()))).toEqual([]);
    expect(pairs(KINDS.actor.facets(actor()))).toEqual(['kind=STATE']);
    expect(pairs(KINDS.event.facets(event()))).toEqual(['kind=MEETING', 'status=HAPPENED']);
    expect(pairs(KINDS.topic.facets(topic()))).toEqual([]);
    expect(pairs(KINDS.source.facets(source()))).toEqual(['kind=ARTICLE']);
  });

  it('has no text to be found by, and no time', () => {
    expect(KINDS.actor.texts(actor())).toEqual([]);
    expect(KINDS.event.texts(event())).toEqual([]);
    expect(KINDS.topic.texts(topic())).toEqual([]);
    expect(KINDS.source.texts(source())).toEqual([]);
    for (const bounds of [KINDS.actor.bounds(actor()), KINDS.topic.bounds(topic()), KINDS.event.bounds(event())])
      expect(bounds).toBeNull();
    expect([KINDS.source.bounds(source()), KINDS.claim.bounds(claim())]).toEqual([null, null]);
  });
});

describe('what pages and search show', () => {
  it('names, the main one first, each text once', () => {
    const names = [name('Selenskyj'), name('Zelenskyi'), name('Selenskyj', { language: 'de' })];
    expect(KINDS.actor.names(actor({ name: 'Zelenskyi', names }))).toEqual(['Zelenskyi', 'Selenskyj']);
    expect(KINDS.source.names(source())).toEqual(['Source a']);
    expect(KINDS.claim.names(claim())).toEqual([]);
  });

  it('titles', () => {
    expect(KINDS.claim.title(claim())).toBe('Proposition a.');
    expect(KINDS.source.title(source())).toBe('Source a');
    expect(KINDS.judgement.title(judgement())).toBe('Two spellings of one name.');
  });

  it('texts, with the field they are in', () => {
    expect(KINDS.claim.texts(full).map(({ field }) => field)).toEqual([
      'proposition',
      'quotes[0].exact',
      'quotes[1].exact',
    ]);
    expect(KINDS.source.texts(source({ text: 'All of it.' }))).toEqual([{ field: 'text', text: 'All of it.' }]);
    expect(KINDS.actor.texts(actor())).toEqual([]);
  });

  it('bounds', () => {
    expect(KINDS.claim.bounds(claim({ saidOn: '2021-12' }))).toMatchObject({
      earliest: '2021-12-01',
      latest: '2021-12-31',
    });
    expect(KINDS.event.bounds(event({ when: '2021-11/..' }))).toMatchObject({ earliest: '2021-11-01', latest: null });
    expect(KINDS.source.bounds(source({ published: '2022' }))).toMatchObject({ earliest: '2022-01-01' });
    expect(KINDS.claim.bounds(claim())).toBeNull();
    expect(KINDS.actor.bounds(actor())).toBeNull();
  });
});
