// What stands there until the first answer: lines of the length that text will have, without motion for its own sake.

import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { messages } from '../messages.ts';
import styles from './states.module.css';

export function LinesSkeleton({ lines = 4, title = false }: { lines?: number; title?: boolean }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="unseen">{messages.loading}</span>
      {title && <i className={styles.bar} style={{ inlineSize: '55%', blockSize: '1.9em' }} />}
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
        <i key={line} className={styles.bar} style={{ inlineSize: `${[92, 84, 96, 61][line % 4]}%` }} />
      ))}
    </div>
  );
}

/** While a network is fetched. */
export function NetworkSkeleton() {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 4000);
    return () => clearTimeout(timer);
  }, []);
  return <Waiting>{long ? messages.loadingLong : messages.loadingNetwork}</Waiting>;
}

/** The ghost of a network, where it will be drawn, and below it what is going on. */
export function Waiting({ children }: { children: ReactNode }) {
  return (
    <div className={styles.network} role="status">
      <svg viewBox="0 0 840 520" aria-hidden="true">
        <path d="M240 250 Q400 130 560 180 M240 250 Q330 400 430 390 M430 390 Q520 300 560 180 M560 180 Q660 240 650 350 M140 140 Q190 170 240 250 M430 390 Q560 420 650 350" />
        <rect x="218" y="228" width="44" height="44" rx="9" />
        <circle cx="560" cy="180" r="24" />
        <rect x="410" y="370" width="40" height="40" rx="9" />
        <rect x="632" y="332" width="36" height="36" rx="8" />
        <circle cx="140" cy="140" r="15" />
      </svg>
      <p>{children}</p>
    </div>
  );
}
