// Judgements that two records are, are not, or may be one. A judgement never contradicts one in force: a curator who thinks
// otherwise withdraws that one first, and is told which. Nothing here rewrites the records that are judged.

import { conflict, OnRecordError } from '../domain/errors.ts';
import type { Fault } from '../domain/faults/fault.ts';
import type { Id, Judgement, Verdict } from '../domain/records.ts';
import type { Store, Stored } from '../store/store.ts';
import type { Curation } from './curation.ts';
import type { Authorship } from './writing.ts';

const PAGE = 500;

export function createIdentity(store: Store, curation: Curation) {
  /** Each of the two with all that are one with it. */
  async function clusters(pair: [Id, Id]): Promise<[readonly Id[], readonly Id[]] | null> {
    const found = await store.getMany(pair);
    const roots = await store.getMany(found.map((record, index) => record?.canonical ?? pair[index] ?? ''));
    const [first, second] = roots;
    return first && second ? [first.members, second.members] : null;
  }

  async function inForce(about: readonly Id[]): Promise<Judgement[]> {
    const judgements: Judgement[] = [];
    for (let after: (string | number)[] | undefined, more = true; more; ) {
      const facets = { about, withdrawn: ['false'] };
      const page = await store.find({ kind: 'judgement', order: 'RECORDED_ASC', facets, limit: PAGE, after });
      const items = page.items as Stored<'judgement'>[];
      judgements.push(...items.map(({ record }) => record));
      const last = items.at(-1);
      after = last && [last.first, last.id];
      more = page.more && last !== undefined;
    }
    return judgements;
  }

  async function refuseContradiction(verdict: Verdict, keep: Id, other: Id): Promise<void> {
    // A pair of one record, or of what does not exist, is refused with the judgement itself.
    const sides = keep === other ? null : await clusters([keep, other]);
    if (sides === null) return;
    const [ones, others] = sides;
    const judgements = await inForce([...new Set([...ones, ...others])]);
    if (ones.includes(other)) {
      const chain = chainOf(judgements, keep, other).map(({ id }) => id);
      const code = verdict === 'SAME' ? 'ONE_RECORD_ALREADY' : 'ONE_RECORD';
      throw conflict(['other'], { code, record: keep, judgements: chain });
    }
    const across = judgements.filter(
      ({ records: [a, b] }) => (ones.includes(a) && others.includes(b)) || (ones.includes(b) && others.includes(a)),
    );
    const same = across.find((judgement) => judgement.verdict === verdict);
    if (same) throw conflict(['other'], { code: 'JUDGED_ALREADY', verdict, record: same.id });
    const decided = across.filter((judgement) => judgement.verdict === 'DIFFERENT');
    if (verdict !== 'DIFFERENT' && decided.length > 0) {
      const faults = decided.map(
        ({ id, records }): Fault => ({ code: 'CONTRADICTS', record: id, records, path: ['verdict'] }),
      );
      throw new OnRecordError('CONFLICT', faults);
    }
  }

  return {
    /** With SAME the first record is kept. */
    judge(verdict: Verdict, keep: Id, other: Id, reason: string, authorship: Authorship): Promise<Stored<'judgement'>> {
      const look = () => refuseContradiction(verdict, keep, other);
      return curation.add('judgement', { verdict, records: [keep, other], reason }, { ...authorship, reason, look });
    },
    async withdraw(id: Id, baseVersion: number, reason: string, authorship: Authorship): Promise<Stored<'judgement'>> {
      const revise = ({ withdrawn }: Judgement) => {
        if (withdrawn) throw conflict(['id'], { code: 'WITHDRAWN_ALREADY' });
        return { withdrawn: true };
      };
      const [judgement] = await curation.editAll(
        'judgement',
        [{ id, baseVersion, revise, at: [], hasField: () => false }],
        { ...authorship, reason },
      );
      return judgement as Stored<'judgement'>;
    },
  };
}

export type Identity = ReturnType<typeof createIdentity>;

/** The SAME judgements that lead from one record to the other, as few as possible. */
function chainOf(judgements: readonly Judgement[], from: Id, to: Id): Judgement[] {
  const reached = new Map<Id, Judgement[]>([[from, []]]);
  for (const [id, chain] of reached) {
    if (id === to) return chain;
    for (const judgement of judgements) {
      const [a, b] = judgement.records;
      const next = a === id ? b : b === id ? a : null;
      if (judgement.verdict === 'SAME' && next !== null && !reached.has(next)) reached.set(next, [...chain, judgement]);
    }
  }
  return [];
}
