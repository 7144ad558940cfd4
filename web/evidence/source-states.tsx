// What stands in place of the marked words: no text is stored, or the words are not at their place in it.

import { OutsideLink } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import { safeUrl } from './safe-url.ts';
import styles from './source-page.module.css';

const words = evidenceMessages.source;

export function NotFound({ words: quoted, note }: { words?: string | undefined; note?: string | undefined }) {
  return (
    <div className={styles.notFound} role="alert">
      <strong>{words.notFound.title}</strong>
      {quoted !== undefined && (
        <>
          <p>{words.notFound.exact}</p>
          <blockquote dir="auto">{quoted}</blockquote>
        </>
      )}
      {note && <p>{note}</p>}
      <p>{words.notFound.never}</p>
    </div>
  );
}

export function NoText({ url, words: quoted }: { url: string | null; words?: string | undefined }) {
  return (
    <div className={styles.noText}>
      <strong>{words.noText.title}</strong>
      <p>{words.noText.advice}</p>
      {quoted !== undefined && <blockquote dir="auto">{quoted}</blockquote>}
      {safeUrl(url) !== null && (
        <p>
          <OutsideLink url={url}>{words.original}</OutsideLink>
        </p>
      )}
    </div>
  );
}
