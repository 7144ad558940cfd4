// What stands instead of the marked words: no text is stored, or the words are not at their position in it.

import type { AnchorState } from '../../gql/generated.ts';
import { OutsideLink } from '../frame/links.tsx';
import { safeUrl } from '../frame/safe-url.ts';
import { quotesMessages as words } from './messages.ts';
import styles from './quote-pane.module.css';

export interface NotFoundProps {
  words?: string | undefined;
  note?: string | undefined;
  /** Of the quote, where one was meant. */
  state?: AnchorState | undefined;
}

export function NotFound({ words: quoted, note, state }: NotFoundProps) {
  const why = state === undefined || state === 'EXACT' ? undefined : words.explained[state];
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
      <p>
        {why} {words.notFound.never}
      </p>
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
