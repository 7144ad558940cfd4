// All relations of a network that is too large to be given at once, read page by page, strongest first.

import { useEffect } from 'react';
import { type ClaimFilter, RelationsOf, type TargetKind } from '../gql/generated.ts';
import { usePagedQuery } from '../gql/queries.ts';
import { count, messages } from '../messages.ts';
import { FailureLine } from '../states/failure-line.tsx';
import { LinesSkeleton } from '../states/skeleton.tsx';
import type { Selection } from '../view/contracts.ts';
import { EdgesTable } from './edges-table.tsx';
import styles from './tables.module.css';

const PAGE = 100;

export interface EdgesPagesProps {
  filter: ClaimFilter;
  targetKinds: readonly TargetKind[];
  minClaims: number;
  selection: Selection | null;
  onSelect(selection: Selection | null): void;
  onCount(shown: number, total: number): void;
}

export function EdgesPages({ filter, targetKinds, minClaims, selection, onSelect, onCount }: EdgesPagesProps) {
  const question = { filter, targetKinds: [...targetKinds], minClaims, orderBy: 'CLAIMS_DESC' as const, first: PAGE };
  const relations = usePagedQuery(RelationsOf, question, (answer) => answer.relations);
  const { nodes, totalCount } = relations;
  const read = nodes?.length ?? 0;
  useEffect(() => {
    if (totalCount !== null) onCount(read, totalCount);
  }, [read, totalCount, onCount]);
  if (nodes === undefined) {
    return relations.failure ? (
      <FailureLine failure={relations.failure} onRetry={relations.retry} />
    ) : (
      <LinesSkeleton lines={8} />
    );
  }
  const edges = nodes.map(({ speaker, target, ...counts }) => ({
    ...counts,
    speaker: speaker.id,
    from: speaker.name,
    target: target.id,
    about: 'name' in target ? target.name : target.proposition,
  }));
  return (
    <>
      <EdgesTable edges={edges} selection={selection} onSelect={onSelect} />
      {relations.failure && <FailureLine failure={relations.failure} onRetry={relations.retry} />}
      {relations.more && (
        <button type="button" className={styles.next} onClick={relations.next} disabled={relations.reading}>
          {relations.reading
            ? messages.loading
            : `${messages.table.next(PAGE)} (${count(read)} / ${count(totalCount ?? 0)})`}
        </button>
      )}
    </>
  );
}
