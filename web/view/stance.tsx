// Stance as it stands everywhere: a word with its sign, and counts as a bar with its numbers. Never colour alone.

import type { Stance as StanceValue } from '../gql/generated.ts';
import { messages } from '../messages.ts';
import styles from './stance.module.css';

/** The sign says it without colour: plus, minus, ring, both. */
const SIGNS: Record<StanceValue, string> = {
  SUPPORTS: 'M4 8h8M8 4v8',
  OPPOSES: 'M4 8h8',
  NEUTRAL: 'M8 8h.01',
  MIXED: 'M4.5 6h7M4.5 10h7M8 3.5v5',
};

export function StanceWord({ stance }: { stance: StanceValue }) {
  return (
    <span className={`${styles.word} ${styles[stance.toLowerCase()]}`}>
      <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
        <circle cx="8" cy="8" r="6.6" />
        <path d={SIGNS[stance]} />
      </svg>
      {messages.stance[stance]}
    </span>
  );
}

export interface StanceCounts {
  supports: number;
  opposes: number;
  neutral: number;
  mixed: number;
}

/** The share of each side; says its numbers to those who do not see it. */
export function StanceBar({ counts }: { counts: StanceCounts }) {
  const parts = [
    ['opposes', counts.opposes],
    ['mixed', counts.mixed],
    ['neutral', counts.neutral],
    ['supports', counts.supports],
  ] as const;
  return (
    <span className={styles.bar} role="img" aria-label={stanceText(counts)}>
      {parts.map(([side, n]) => n > 0 && <i key={side} className={styles[`${side}Part`]} style={{ flexGrow: n }} />)}
    </span>
  );
}

/** `3 against, 1 for`. */
export function stanceText({ supports, opposes, neutral, mixed }: StanceCounts): string {
  const { table } = messages;
  const parts = [
    opposes > 0 && table.opposes(opposes),
    mixed > 0 && table.both(mixed),
    neutral > 0 && table.neither(neutral),
    supports > 0 && table.supports(supports),
  ];
  return parts.filter((part) => part !== false).join(', ');
}
