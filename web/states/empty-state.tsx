// What stands where there is nothing to show, and what to try.

import type { ReactNode } from 'react';
import styles from './states.module.css';

export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className={styles.state}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export const Ways = ({ children }: { children: ReactNode }) => <div className={styles.ways}>{children}</div>;

export function StateButton({ onPress, children }: { onPress(): void; children: ReactNode }) {
  return (
    <button type="button" className={styles.button} onClick={onPress}>
      {children}
    </button>
  );
}
