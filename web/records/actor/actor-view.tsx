// An actor: who it is, what it says and what is said about it, and who stands around it: first on its card, beside its page.

import { useEffect } from 'react';
import { ActorRecord } from '../../gql/generated.ts';
import { useQueryState } from '../../gql/queries.ts';
import { messages } from '../../messages.ts';
import { QueryResult } from '../../states/query-result.tsx';
import { ClaimsList, nothingYet } from '../claims/claim-list.tsx';
import { OverTime } from '../claims/over-time.tsx';
import { Elsewhere } from '../frame/elsewhere.tsx';
import { frameMessages } from '../frame/messages.ts';
import { RecordFrame, type RecordViewProps } from '../frame/record-frame.tsx';
import { RecordTabs } from '../frame/record-tabs.tsx';
import { restrictFilter } from '../frame/restrict-filter.ts';
import { ActorAround } from './actor-around.tsx';
import { actorMessages as words } from './messages.ts';
import { Roles } from './roles.tsx';

export function ActorView({ id, missing, card }: RecordViewProps) {
  const filter = card?.filter ?? {};
  const query = useQueryState(ActorRecord, { id, filter });
  const actor = query.data?.actor;
  const announce = card?.announce;
  useEffect(() => {
    if (actor) announce?.(`${actor.name}. ${words.counts(actor.claimCounts.asSpeaker, actor.claimCounts.asTarget)}`);
  }, [actor, announce]);
  return (
    <QueryResult query={query} pick={(data) => data.actor} missing={missing} page={card === undefined}>
      {(actor) => {
        const ids = [actor.id, ...actor.mergedIds];
        const { asSpeaker, asTarget } = actor.claimCounts;
        const speaking = restrictFilter(filter, 'speakers', ids);
        const around = <ActorAround ids={ids} filter={filter} />;
        const list = { level: card ? 3 : 2, empty: nothingYet(filter) } as const;
        return (
          <RecordFrame
            id={actor.id}
            card={card}
            kicker={messages.actorKind[actor.kind]}
            title={actor.name}
            names={actor.names}
            description={actor.description}
            lead={<Roles roles={actor.roles} />}
            sum={words.counts(asSpeaker, asTarget)}
            side={
              <>
                {around}
                <Elsewhere {...actor} />
              </>
            }
          >
            <RecordTabs
              card={card}
              tabs={[
                ...(card ? [{ id: 'overview', name: frameMessages.tabs.overview, content: around }] : []),
                {
                  id: 'says',
                  name: words.says(asSpeaker),
                  content: <ClaimsList filter={speaking} speaker={actor.id} {...list} />,
                },
                {
                  id: 'told',
                  name: words.told(asTarget),
                  content: <ClaimsList filter={restrictFilter(filter, 'targets', ids)} towards={actor.id} {...list} />,
                },
                {
                  id: 'time',
                  name: frameMessages.tabs.time,
                  content: <OverTime filter={speaking} speaker={actor.id} level={3} />,
                },
              ]}
            />
          </RecordFrame>
        );
      }}
    </QueryResult>
  );
}
