// A judgement: a curator's word that two actors, two events or two topics are, are not, or may be the same. It rewrites
// neither of them; withdrawing it restores both.

import type { Input, Reader } from './fields.ts';
import { kindOf } from './ids.ts';
import type { KindSpec } from './kind-spec.ts';
import { TEXTS } from './limits.ts';
import { JUDGED_KINDS } from './record-kinds.ts';
import type { Id, Judgement } from './records.ts';
import { VERDICTS } from './records.ts';
import { idRefs } from './refs.ts';
import { recordOf } from './shapes.ts';

const JUDGEMENT_ONLY = ['judgement'] as const;

export const judgementSpec: KindSpec<Judgement> = {
  kind: 'judgement',
  ...recordOf<Judgement>((reader, input) => ({
    id: reader.id(input, 'id', JUDGEMENT_ONLY),
    verdict: reader.choice(input, 'verdict', VERDICTS),
    records: readPair(reader, input),
    reason: reader.text(input, 'reason', TEXTS.reason),
    withdrawn: reader.flag(input, 'withdrawn'),
  })),
  refs: (judgement) => idRefs('records', judgement.records, JUDGED_KINDS),
  facets: (judgement) => [
    { field: 'verdict', value: judgement.verdict },
    ...judgement.records.map((value) => ({ field: 'about', value })),
    { field: 'withdrawn', value: String(judgement.withdrawn) },
  ],
  title: (judgement) => judgement.reason,
  names: () => [],
  texts: (judgement) => [{ field: 'reason', text: judgement.reason }],
  bounds: () => null,
  dates: () => [],
};

function readPair(reader: Reader, input: Input): [Id, Id] {
  const ids = reader.ids(input, 'records', JUDGED_KINDS, 2);
  const [first = '', second = ''] = ids;
  if (ids.includes('')) return [first, second];
  if (ids.length !== 2) reader.fault(['records'], { code: 'NOT_A_PAIR' });
  else if (kindOf(first) !== kindOf(second))
    reader.fault(['records'], { code: 'MIXED_KINDS', kinds: [kindOf(first), kindOf(second)] });
  return [first, second];
}
