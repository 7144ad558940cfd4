// The share of each side as a bar, with its numbers in words under it.

import { StanceBar, type StanceCounts } from '../../view/stance.tsx';
import { claimsMessages } from '../claims/messages.ts';
import styles from './relation.module.css';

export function SidesBar({ counts }: { counts: StanceCounts }) {
  const { side } = claimsMessages;
  const parts = [
    counts.opposes > 0 && side.OPPOSES(counts.opposes),
    counts.mixed > 0 && side.MIXED(counts.mixed),
    counts.neutral > 0 && side.NEUTRAL(counts.neutral),
    counts.supports > 0 && side.SUPPORTS(counts.supports),
  ].filter((part) => part !== false);
  return (
    <div className={styles.sides}>
      <StanceBar counts={counts} />
      <p>
        {parts.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
    </div>
  );
}
