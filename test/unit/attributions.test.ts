import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveAttributions } from '../../server/domain/attributions.ts';
import { STANCES } from '../../server/domain/records.ts';
import { claim, target } from '../fixtures/records.ts';

const itself = (id: string) => id;

describe('attributions', () => {
  it('are one row per speaker and target, in the order of the claim', () => {
    const said = claim({
      speakers: ['act_b', 'act_a'],
      targets: [target('top_a', 'MIXED'), target('clm_b', 'OPPOSES')],
      saidOn: '2021-12',
      kind: 'DEMAND',
      status: 'DISPUTED',
      statusReason: 'x',
    });
    const rows = deriveAttributions(said, itself);
    expect(rows.map(({ speaker, target, stance }) => `${speaker} ${stance} ${target}`)).toEqual([
      'act_b MIXED top_a',
      'act_b OPPOSES clm_b',
      'act_a MIXED top_a',
      'act_a OPPOSES clm_b',
    ]);
    expect(rows[0]).toEqual({
      claim: 'clm_a',
      speaker: 'act_b',
      target: 'top_a',
      speakerAs: 'act_b',
      targetAs: 'top_a',
      stance: 'MIXED',
      status: 'DISPUTED',
      claimKind: 'DEMAND',
      earliest: '2021-12-01',
      latest: '2021-12-31',
      dated: true,
      said: '2021-12-01',
      joint: 2,
    });
  });

  it('know open and unknown dates', () => {
    const dates = (saidOn: string | null) => {
      const [row] = deriveAttributions(claim({ saidOn }), itself);
      return [row?.earliest, row?.latest, row?.dated, row?.said];
    };
    expect(dates(null)).toEqual([null, null, false, '']);
    expect(dates('../2021-12')).toEqual([null, '2021-12-31', true, '2021-12-31']);
    expect(dates('2021-11/..')).toEqual(['2021-11-01', null, true, '2021-11-01']);
  });

  it('count two speakers that are one only once, and keep the id that the claim holds', () => {
    const canonical = (id: string) => (id === 'act_a2' ? 'act_a' : id);
    const said = claim({ speakers: ['act_a2', 'act_a', 'act_b'] });
    const rows = deriveAttributions(said, canonical);
    expect(rows.map(({ speaker, speakerAs, joint }) => [speaker, speakerAs, joint])).toEqual([
      ['act_a', 'act_a2', 2],
      ['act_b', 'act_b', 2],
    ]);
  });

  it('keep both stances towards two targets that are one, and drop a repeated one', () => {
    const canonical = (id: string) => (id.startsWith('top_') ? 'top_a' : id);
    const targets = [target('top_b', 'SUPPORTS'), target('top_a', 'OPPOSES'), target('top_c', 'SUPPORTS')];
    const rows = deriveAttributions(claim({ targets }), canonical);
    expect(rows.map(({ target, targetAs, stance }) => [target, targetAs, stance])).toEqual([
      ['top_a', 'top_b', 'SUPPORTS'],
      ['top_a', 'top_a', 'OPPOSES'],
    ]);
  });

  it('have a key of their own each, and are the same when derived from canonical ids again', () => {
    const ids = fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 6 });
    const map = fc.array(fc.nat(9), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(
        ids,
        ids,
        map,
        fc.array(fc.constantFrom(...STANCES), { minLength: 10, maxLength: 10 }),
        (by, about, to, stances) => {
          // Ten actors, each of which one of the first few may stand for.
          const canonical = (id: string) => `act_${(to[Number(id.slice(4))] ?? 0) % 4}`;
          const said = claim({
            speakers: by.map((id) => `act_${id}`),
            targets: about.map((id) => target(`act_${id}`, stances[id])),
          });
          const rows = deriveAttributions(said, canonical);
          const keys = rows.map((row) => `${row.speaker} ${row.target} ${row.stance}`);
          expect(new Set(keys).size).toBe(keys.length);
          expect(new Set(rows.map((row) => row.speaker)).size).toBe(rows[0]?.joint);
          const wanted = said.speakers.flatMap((speaker) =>
            said.targets.map((at) => `${canonical(speaker)} ${canonical(at.target)} ${at.stance}`),
          );
          expect(new Set(keys)).toEqual(new Set(wanted));
          // A claim that holds the canonical ids itself gives the same rows.
          const speakers = [...new Set(said.speakers.map(canonical))];
          const targets = [...new Set(said.targets.map((at) => `${canonical(at.target)} ${at.stance}`))].map((key) => {
            const [id = '', stance] = key.split(' ');
            return target(
              id,
              STANCES.find((known) => known === stance),
            );
          });
          const plain = rows.map((row) => ({ ...row, speakerAs: row.speaker, targetAs: row.target }));
          expect(deriveAttributions({ ...said, speakers, targets }, itself)).toEqual(plain);
          expect(deriveAttributions(said, itself)).toHaveLength(by.length * about.length);
        },
      ),
    );
  });
});
