// The frame of a record's page: what it is, what it is called, what is known in a sentence, and then the evidence; facts
// stand beside it where there is room.

import type { ReactNode } from 'react';
import { useTitle } from '../view/use-title.ts';
import styles from './page.module.css';
import { Sentence } from './sentence.tsx';

export interface RecordPageProps {
  id: string;
  /** What stands there when there is no such record. */
  missing: ReactNode;
}

export interface PageFrameProps {
  kicker: string;
  title: string;
  /** Of the window, where it is not that of the page. */
  windowTitle?: string;
  /** Under the title: other names, a description. */
  lead?: ReactNode;
  /** Numbers in a sentence. */
  sum?: string;
  tools?: ReactNode;
  side?: ReactNode;
  children: ReactNode;
}

export function PageFrame({ kicker, title, windowTitle, lead, sum, tools, side, children }: PageFrameProps) {
  useTitle(windowTitle ?? title);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <p className={styles.kicker}>{kicker}</p>
        <h1 data-long={title.length > 70 || undefined}>{title}</h1>
        {lead && <div className={styles.lead}>{lead}</div>}
        {sum && (
          <p className={styles.sum}>
            <Sentence>{sum}</Sentence>
          </p>
        )}
        {tools && <p className={styles.tools}>{tools}</p>}
      </header>
      <div className={styles.columns} data-side={side !== undefined || undefined}>
        <div className={styles.main}>{children}</div>
        {side && <aside className={styles.side}>{side}</aside>}
      </div>
    </div>
  );
}
