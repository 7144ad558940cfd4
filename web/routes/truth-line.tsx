// What part of the whole is on the screen. Its numbers are the server's, and each leads to what it counts.

import { useEffect } from 'react';
import { count, messages } from '../messages.ts';
import styles from './explore-page.module.css';
import type { Shown } from './use-network.ts';

export interface TruthLineProps {
  shown: Shown;
  onlyActors: boolean;
  edges: { drawn: number; total: number };
  onRecords(): void;
  onClaims(): void;
  announce(message: string): void;
}

export function TruthLine({ shown, onlyActors, edges, onRecords, onClaims, announce }: TruthLineProps) {
  const { explore } = messages;
  const { nodes, totalNodes, claims, totalClaims, passing, ofPassing, atLeast, undated } = shown;
  useEffect(() => {
    if (claims !== null) announce(messages.explore.announced(nodes, totalNodes, claims, totalClaims));
  }, [nodes, totalNodes, claims, totalClaims, announce]);
  return (
    <p className={styles.truth} data-testid="truth">
      <button type="button" onClick={onRecords}>
        {explore.truth(count(nodes), count(totalNodes), onlyActors ? explore.truthActors : explore.truthRecords)}
      </button>
      {' · '}
      {claims === null ? (
        explore.truthCounting
      ) : (
        <button type="button" onClick={onClaims}>
          {explore.truthClaims(count(claims), count(totalClaims), atLeast)}
        </button>
      )}
      {claims !== null && passing > claims && passing < totalClaims && ` · ${explore.truthPassing(passing)}`}
      {ofPassing && ` ${explore.truthOfPassing}`}
      {undated > 0 && ` · ${explore.truthUndated(undated)}`}
      {edges.drawn < edges.total && !shown.complete && atLeast && (
        <span> · {explore.incomplete(edges.drawn, edges.total)}</span>
      )}
    </p>
  );
}
