// The full page of an actor: all its claims and all claims about it, with who stands around it. It counts what the network
// counts when no filter is set.

import { useState } from 'react';
import { ActorPage as ActorDocument } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { CopyButton } from '../states/copy-button.tsx';
import { ActorAround } from './actor-around.tsx';
import { Elsewhere, Names, Roles } from './actor-facts.tsx';
import { Answered } from './answered.tsx';
import { ClaimsList } from './claim-list.tsx';
import { AroundLink } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import { OverTime } from './over-time.tsx';
import styles from './page.module.css';
import { PageFrame, type RecordPageProps } from './page.tsx';
import { EvidenceTabs } from './tabs.tsx';

export function ActorPage({ id, missing }: RecordPageProps) {
  const [tab, setTab] = useState<string | null>(null);
  const asked = useAsk(ActorDocument, { id });
  const { tabs, actor: words, drawAround, copyLink, noClaimsYet } = evidenceMessages;
  return (
    <Answered asked={asked} pick={(data) => data.actor} missing={missing} page>
      {(actor) => {
        const { asSpeaker, asTarget } = actor.claimCounts;
        const says = { speakers: [actor.id] };
        const none = <p>{noClaimsYet}</p>;
        return (
          <PageFrame
            kicker={messages.actorKind[actor.kind]}
            title={actor.name}
            lead={
              <>
                <Names names={actor.names} />
                {actor.description && <p>{actor.description}</p>}
                <Roles roles={actor.roles} />
              </>
            }
            sum={words.counts(asSpeaker, asTarget)}
            tools={
              <>
                <AroundLink id={actor.id} className={styles.action}>
                  {drawAround}
                </AroundLink>
                <CopyButton text={location.href} label={copyLink} />
              </>
            }
            side={
              <>
                <ActorAround ids={[actor.id, ...actor.mergedIds]} filter={{}} />
                <Elsewhere ids={actor.externalIds} merged={actor.mergedIds} />
              </>
            }
          >
            <EvidenceTabs
              tab={tab}
              onTab={setTab}
              tabs={[
                {
                  id: 'says',
                  name: tabs.says(asSpeaker),
                  content: <ClaimsList filter={says} speaker={actor.id} level={2} empty={none} />,
                },
                {
                  id: 'told',
                  name: tabs.told(asTarget),
                  content: <ClaimsList filter={{ targets: [actor.id] }} towards={actor.id} level={2} empty={none} />,
                },
                { id: 'time', name: tabs.time, content: <OverTime filter={says} speaker={actor.id} level={3} /> },
              ]}
            />
          </PageFrame>
        );
      }}
    </Answered>
  );
}
