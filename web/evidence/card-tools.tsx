// What can be done with the record of a card: draw what is around it, read its page, copy the link.

import { CopyButton } from '../states/copy-button.tsx';
import { RecordLink as PageLink } from '../view/record-link.tsx';
import styles from './evidence.module.css';
import { evidenceMessages } from './messages.ts';

export function CardTools({ id, onExpand }: { id: string; onExpand?: ((id: string) => void) | undefined }) {
  const words = evidenceMessages;
  return (
    <p className={styles.tools}>
      {onExpand && (
        <button type="button" className={styles.action} onClick={() => onExpand(id)}>
          {words.drawAround}
        </button>
      )}
      <PageLink id={id} className={styles.quiet}>
        {words.fullPage}
      </PageLink>
      <CopyButton text={location.href} label={words.copyLink} />
    </p>
  );
}
