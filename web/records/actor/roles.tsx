// The dated roles of an actor, each with the actor in which it holds them.

import type { ActorRecordQuery } from '../../gql/generated.ts';
import { dateText } from '../../said-on.ts';
import styles from '../frame/facts.module.css';
import { RecordLink } from '../frame/links.tsx';
import { actorMessages } from './messages.ts';

export function Roles({ roles }: Pick<NonNullable<ActorRecordQuery['actor']>, 'roles'>) {
  if (roles.length === 0) return null;
  return (
    <ul className={styles.roles} aria-label={actorMessages.roles}>
      {roles.map(({ title, in: other, from, to }) => (
        <li key={`${title} ${other.id} ${from}`}>
          {title}, <RecordLink id={other.id}>{other.name}</RecordLink>
          {(from || to) && <small>, {dateText(`${from ?? '..'}/${to ?? '..'}`)}</small>}
        </li>
      ))}
    </ul>
  );
}
