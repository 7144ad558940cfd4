// A claim of the example set's actors whose year lost its first digits, as happens in tables that people make.

import type { AnyRecord } from '../../server/domain/records.ts';
import { claim, quote, source, target } from '../fixtures/records.ts';

export function yearTwentyOne(): AnyRecord[] {
  return [
    source({ id: 'src_typo', title: 'Typo' }),
    claim({
      id: 'clm_typo',
      speakers: ['act_russia'],
      targets: [target('act_nato', 'NEUTRAL')],
      saidOn: '0021-11-18',
      quotes: [quote({ source: 'src_typo' })],
    }),
  ];
}
