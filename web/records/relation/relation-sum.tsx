// The numbers of a relation beside the same numbers counted again from its claims, and whether they are equal.

import type { RelationCountsFragment } from '../../gql/generated.ts';
import { count } from '../../messages.ts';
import { relationMessages } from './messages.ts';
import { agrees, type Recounted } from './recount.ts';
import styles from './why-relation.module.css';

export interface RelationSumProps {
  relation: RelationCountsFragment;
  /** Counted from the listed claims. */
  list: Recounted;
  onRecount(): void;
}

export function RelationSum({ relation, list, onRecount }: RelationSumProps) {
  const words = relationMessages.why;
  const equal = agrees(relation, list);
  const sides = [
    ['SUPPORTS', relation.supports, list.supports],
    ['OPPOSES', relation.opposes, list.opposes],
    ['NEUTRAL', relation.neutral, list.neutral],
    ['MIXED', relation.mixed, list.mixed],
  ] as const;
  return (
    <>
      <table className={styles.sum}>
        <thead>
          <tr>
            <th scope="col">{words.columns.side}</th>
            <th scope="col">{words.columns.edge}</th>
            <th scope="col">{words.columns.list}</th>
          </tr>
        </thead>
        <tbody>
          {sides.map(([stance, edge, listed]) => (
            <tr key={stance}>
              <th scope="row">{words.rows[stance]}</th>
              <td>{count(edge)}</td>
              <td>{count(listed)}</td>
            </tr>
          ))}
          <tr className={styles.total}>
            <th scope="row">{words.total}</th>
            <td>{count(relation.n)}</td>
            <td>{count(list.n)}</td>
          </tr>
          <tr>
            <th scope="row">{words.balance}</th>
            <td>{words.signed(relation.balance)}</td>
            <td>{words.signed(list.balance)}</td>
          </tr>
        </tbody>
      </table>
      <p role="status" className={styles.verdict} data-equal={equal}>
        {equal ? words.equal : words.differs}
      </p>
      {!equal && (
        <button type="button" className={styles.again} onClick={onRecount}>
          {words.recount}
        </button>
      )}
    </>
  );
}
