// The arrow between two names, drawn as the canvas draws the edge: color by balance, and line, dashes, dots or two lines
// for those who do not see color. Words say it to those who see neither.

import type { Balanced } from '../../view/balance.ts';
import { binOf, signOf } from '../../view/balance.ts';
import styles from './relation.module.css';

const DASHES = { supports: undefined, opposes: '7 4.5', neutral: '0.1 5.5', mixed: undefined };

export function RelationArrow({ relation }: { relation: Balanced }) {
  const sign = signOf(relation);
  const color = sign === 'mixed' ? 'var(--ink-2)' : `var(--${binOf(relation)})`;
  return (
    <svg className={styles.arrow} viewBox="0 0 46 16" width="46" height="16" aria-hidden="true">
      {sign === 'mixed' ? (
        <g strokeWidth="2.4" strokeLinecap="round">
          <path d="M2 5.8h34" stroke="var(--o2)" />
          <path d="M2 10.2h34" stroke="var(--s2)" />
        </g>
      ) : (
        <path
          d="M2 8h33"
          stroke={color}
          strokeWidth="2.8"
          strokeLinecap={sign === 'neutral' ? 'round' : 'butt'}
          strokeDasharray={DASHES[sign]}
        />
      )}
      <path d="M33 1.8 45 8 33 14.2l2.6-6.2z" fill={color} />
    </svg>
  );
}
