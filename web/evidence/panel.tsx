// The evidence beside the network: the claims behind an edge, or who a record is and what is said by it and about it.
// Its numbers and its lists count by the filter that it is given, and by nothing else.

import type { ReactNode } from 'react';
import { messages } from '../messages.ts';
import type { PanelProps } from '../view/slots.ts';
import { selectionText } from '../view/view-state.ts';
import { ActorCard } from './actor-card.tsx';
import type { CardProps } from './card.ts';
import { ClaimCard } from './claim-card.tsx';
import { EdgePanel } from './edge-panel.tsx';
import { EventCard } from './event-card.tsx';
import { Selecting } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import { MissingCard } from './missing-card.tsx';
import styles from './panel.module.css';
import { SourceCard } from './source-card.tsx';
import { TopicCard } from './topic-card.tsx';

const CARDS: Record<string, (props: CardProps) => ReactNode> = {
  act: ActorCard,
  evt: EventCard,
  top: TopicCard,
  clm: ClaimCard,
  src: SourceCard,
};

export function Panel({ selection, onSelect, onClose, ...rest }: PanelProps) {
  const Card = selection.kind === 'record' ? CARDS[selection.id.slice(0, 3)] : undefined;
  return (
    <Selecting value={onSelect}>
      <div className={styles.panel}>
        <button type="button" className={styles.close} onClick={onClose} aria-label={evidenceMessages.close}>
          {messages.close}
        </button>
        {/* Another selection is another card: nothing of the last one may stand under the new name. */}
        {selection.kind === 'edge' ? (
          <EdgePanel key={selectionText(selection)} speaker={selection.speaker} target={selection.target} {...rest} />
        ) : Card ? (
          <Card key={selection.id} id={selection.id} {...rest} />
        ) : (
          <MissingCard id={selection.id} />
        )}
      </div>
    </Selecting>
  );
}
