// The evidence beside the network: the claims behind an edge, or who a record is and what is said by it and about it.
// Its numbers and its lists count by the filter that it is given, and by nothing else.

import type { ReactNode } from 'react';
import { messages } from '../messages.ts';
import type { PanelProps } from '../view/contracts.ts';
import { selectionText } from '../view/view-state.ts';
import { ActorView } from './actor/actor-view.tsx';
import { ClaimView } from './claim/claim-view.tsx';
import { EventView } from './event/event-view.tsx';
import { SelectContext } from './frame/links.tsx';
import { frameMessages } from './frame/messages.ts';
import { MissingCard } from './frame/missing-card.tsx';
import type { RecordViewProps } from './frame/record-frame.tsx';
import styles from './panel.module.css';
import { RelationView } from './relation/relation-view.tsx';
import { SourceView } from './source/source-view.tsx';
import { TopicView } from './topic/topic-view.tsx';

/** By the prefix of the id. */
const VIEWS: Record<string, (props: RecordViewProps) => ReactNode> = {
  act: ActorView,
  evt: EventView,
  top: TopicView,
  clm: ClaimView,
  src: SourceView,
};

export function Panel({ selection, onSelect, onClose, ...card }: PanelProps) {
  const View = selection.kind === 'record' ? VIEWS[selection.id.slice(0, 3)] : undefined;
  return (
    <SelectContext value={onSelect}>
      <div className={styles.panel}>
        <button type="button" className={styles.close} onClick={onClose} aria-label={frameMessages.close}>
          {messages.close}
        </button>
        {/* Another selection is another card: nothing of the last one may stand under the new name. */}
        {selection.kind === 'edge' ? (
          <RelationView
            key={selectionText(selection)}
            speaker={selection.speaker}
            target={selection.target}
            card={card}
          />
        ) : View ? (
          <View key={selection.id} id={selection.id} missing={<MissingCard id={selection.id} />} card={card} />
        ) : (
          <MissingCard id={selection.id} />
        )}
      </div>
    </SelectContext>
  );
}
