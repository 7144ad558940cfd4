// The frame of a record: a page of its own, or a card beside the network. Both say what it is, what it is called and what is
// known in a sentence; what follows is the view's, and facts stand beside it on a page where there is room.

import type { ReactNode } from 'react';
import { messages } from '../../messages.ts';
import { CopyButton } from '../../states/copy-button.tsx';
import type { PanelProps } from '../../view/contracts.ts';
import { RecordLink as PageLink } from '../../view/record-link.tsx';
import { useTitle } from '../../view/use-title.ts';
import cardStyles from './card.module.css';
import { AroundLink } from './links.tsx';
import { frameMessages } from './messages.ts';
import { type Name, Names } from './names.tsx';
import pageStyles from './page.module.css';
import { Sentence } from './sentence.tsx';

/** What the panel hands to a card: the filter that its numbers count by, and its open tab. */
export type CardProps = Pick<PanelProps, 'filter' | 'tab' | 'onTab' | 'onExpand' | 'announce'>;

export interface RecordViewProps {
  id: string;
  /** What stands there when there is no such record. */
  missing: ReactNode;
  /** Left out: a page of its own, where every claim counts. */
  card?: CardProps;
}

export interface RecordFrameProps extends Pick<RecordViewProps, 'id' | 'card'> {
  kicker: string;
  title: string;
  names: readonly Name[];
  description: string | null;
  /** Under names and description. */
  lead?: ReactNode;
  /** Numbers in a sentence. */
  sum: string;
  /** Facts beside the page; a card has no room for them. */
  side?: ReactNode;
  children: ReactNode;
}

export function RecordFrame(props: RecordFrameProps) {
  return props.card ? <Card {...props} /> : <Page {...props} />;
}

function Card({ id, card, kicker, title, names, description, lead, sum, children }: RecordFrameProps) {
  return (
    <>
      <header>
        <p className={cardStyles.kicker}>{kicker}</p>
        <h2 className={cardStyles.title}>{title}</h2>
        <Names names={names} />
        {description && <p className={cardStyles.description}>{description}</p>}
        {lead}
        <p className={cardStyles.sum}>
          <Sentence>{sum}</Sentence>
        </p>
        <CardTools id={id} onExpand={card?.onExpand} />
      </header>
      {children}
    </>
  );
}

/** Draws what is around the record, leads to its page, copies the link. */
export function CardTools({ id, onExpand }: { id: string; onExpand?: ((id: string) => void) | undefined }) {
  return (
    <p className={cardStyles.tools}>
      {onExpand && (
        <button type="button" className={cardStyles.action} onClick={() => onExpand(id)}>
          {frameMessages.drawAround}
        </button>
      )}
      <PageLink id={id} className={cardStyles.quiet}>
        {frameMessages.fullPage}
      </PageLink>
      <CopyButton text={location.href} label={messages.copyLink} />
    </p>
  );
}

function Page({ id, kicker, title, names, description, lead, sum, side, children }: RecordFrameProps) {
  useTitle(title);
  return (
    <div className={pageStyles.page}>
      <header className={pageStyles.head}>
        <p className={pageStyles.kicker}>{kicker}</p>
        <h1 data-long={title.length > 70 || undefined}>{title}</h1>
        <div className={pageStyles.lead}>
          <Names names={names} />
          {description && <p>{description}</p>}
          {lead}
        </div>
        <p className={pageStyles.sum}>
          <Sentence>{sum}</Sentence>
        </p>
        <p className={pageStyles.tools}>
          <AroundLink id={id} className={pageStyles.action}>
            {frameMessages.drawAround}
          </AroundLink>
          <CopyButton text={location.href} label={messages.copyLink} />
        </p>
      </header>
      <div className={pageStyles.columns} data-side={side !== undefined || undefined}>
        <div className={pageStyles.main}>{children}</div>
        {side && <aside className={pageStyles.side}>{side}</aside>}
      </div>
    </div>
  );
}

/** A part of a page under its own heading. */
export function PageSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={pageStyles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
