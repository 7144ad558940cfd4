// What else is on record about a claim, each in a line of its own: other targets, the way it came, who prints it, where it
// was said, what it answers, and where it stands in review.

import type { ReactNode } from 'react';
import type { ClaimCardFragment } from '../../gql/generated.ts';
import { StanceWord } from '../../view/stance.tsx';
import { RecordLink, RecordLinks } from '../frame/links.tsx';
import { titleOfTarget } from '../frame/target-title.ts';
import styles from './claim-article.module.css';
import { claimsMessages as words } from './messages.ts';

export function ClaimFacts({ claim, towards }: { claim: ClaimCardFragment; towards?: string | undefined }) {
  const others = towards === undefined ? [] : claim.targets.filter(({ target }) => target.id !== towards);
  return (
    <>
      {claim.status !== 'ACCEPTED' && (
        <p className={styles.status}>
          <b>{words.status(claim.status)}</b> {claim.statusReason ?? words.statusSays[claim.status]}
        </p>
      )}
      <dl className={styles.facts}>
        {others.length > 0 && (
          <Fact name={words.alsoAbout}>
            {others.map(({ target, stance }) => (
              <span key={`${target.id} ${stance}`} className={styles.other}>
                <RecordLink id={target.id}>{titleOfTarget(target)}</RecordLink> <StanceWord stance={stance} />
              </span>
            ))}
          </Fact>
        )}
        {claim.via.length > 0 && (
          <Fact name={words.viaName}>
            {claim.via.map((hop, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: hops have no name of their own and keep their order.
              <span key={index} className={styles.other}>
                <Hop hop={hop} />
              </span>
            ))}
          </Fact>
        )}
        {claim.at && (
          <Fact name={words.saidAt}>
            <RecordLink id={claim.at.id}>{claim.at.name}</RecordLink>
          </Fact>
        )}
        {claim.links.map(({ kind, claim: other }) => (
          <Fact key={`${kind} ${other.id}`} name={words.links[kind]}>
            <RecordLink id={other.id}>{other.proposition}</RecordLink>
          </Fact>
        ))}
        {claim.reporters.length > 0 && (
          <Fact name={words.reportedBy}>
            <RecordLinks records={claim.reporters} />
          </Fact>
        )}
      </dl>
    </>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Hop({ hop: { actor, source, note } }: { hop: ClaimCardFragment['via'][number] }) {
  return (
    <>
      {actor && <RecordLink id={actor.id}>{actor.name}</RecordLink>}
      {actor && source && ', '}
      {source && <RecordLink id={source.id}>{source.title}</RecordLink>}
      {note && (actor || source ? ` (${note})` : note)}
    </>
  );
}
