// An actor beside the network: who it is, whom it speaks about most, who opposes and supports it, and the claims either way.

import { useEffect } from 'react';
import { ActorPage as ActorDocument } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { ActorAround } from './actor-around.tsx';
import { Names, Roles } from './actor-facts.tsx';
import { Answered } from './answered.tsx';
import type { CardProps } from './card.ts';
import { CardTools } from './card-tools.tsx';
import { ClaimsList } from './claim-list.tsx';
import styles from './evidence.module.css';
import { evidenceMessages } from './messages.ts';
import { MissingCard } from './missing-card.tsx';
import { narrowed } from './narrow.ts';
import { OverTime } from './over-time.tsx';
import { Sentence } from './sentence.tsx';
import { EvidenceTabs } from './tabs.tsx';

const { tabs, actor: words } = evidenceMessages;

export function ActorCard({ id, filter, tab, onTab, onExpand, announce }: CardProps) {
  const asked = useAsk(ActorDocument, { id, filter });
  const actor = asked.data?.actor;
  useEffect(() => {
    if (actor) announce(`${actor.name}. ${words.counts(actor.claimCounts.asSpeaker, actor.claimCounts.asTarget)}`);
  }, [actor, announce]);
  return (
    <Answered asked={asked} pick={(data) => data.actor} missing={<MissingCard id={id} />}>
      {(actor) => {
        const ids = [actor.id, ...actor.mergedIds];
        const { asSpeaker, asTarget } = actor.claimCounts;
        const speaking = narrowed(filter, 'speakers', ids);
        return (
          <>
            <header>
              <p className={styles.kicker}>{messages.actorKind[actor.kind]}</p>
              <h2 className={styles.title}>{actor.name}</h2>
              <Names names={actor.names} />
              {actor.description && <p className={styles.description}>{actor.description}</p>}
              <Roles roles={actor.roles} />
              <p className={styles.sum}>
                <Sentence>{words.counts(asSpeaker, asTarget)}</Sentence>
              </p>
              <CardTools id={actor.id} onExpand={onExpand} />
            </header>
            <EvidenceTabs
              tab={tab}
              onTab={onTab}
              tabs={[
                { id: 'overview', name: tabs.overview, content: <ActorAround ids={ids} filter={filter} /> },
                {
                  id: 'says',
                  name: tabs.says(asSpeaker),
                  content: <ClaimsList filter={speaking} speaker={actor.id} level={3} />,
                },
                {
                  id: 'told',
                  name: tabs.told(asTarget),
                  content: <ClaimsList filter={narrowed(filter, 'targets', ids)} towards={actor.id} level={3} />,
                },
                {
                  id: 'time',
                  name: tabs.time,
                  content: <OverTime filter={speaking} speaker={actor.id} level={3} />,
                },
              ]}
            />
          </>
        );
      }}
    </Answered>
  );
}
