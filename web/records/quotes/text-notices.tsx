// What stands instead of the marked words: no text is stored, or the words are not at their position in it.

import type { QuotePartsFragment } from '../../gql/generated.ts';
import { OutsideLink } from '../frame/links.tsx';
import { safeUrl } from '../frame/safe-url.ts';
import { quotesMessages as words } from './messages.ts';
import styles from './quote-pane.module.css';

type Fragment = Pick<QuotePartsFragment, 'exact' | 'state'>;

export interface NotFoundProps {
  /** The pieces of a passage that are not where they were quoted from. */
  fragments?: readonly Fragment[];
  note?: string;
}

/** One box for a passage, however many of its pieces are meant: those with the same fate under one title. */
export function NotFound({ fragments = [], note }: NotFoundProps) {
  const states = [...new Set(fragments.map(({ state }) => state))];
  return (
    <div className={styles.notFound} role="alert">
      {states.map((state) => (
        <section key={state}>
          <strong>{words.notFound.titles[state]}</strong>
          <p>{words.notFound.exact}</p>
          {fragments
            .filter((fragment) => fragment.state === state)
            .map(({ exact }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an utterance may say the same words twice.
              <blockquote key={index} dir="auto">
                {exact}
              </blockquote>
            ))}
          {state !== 'EXACT' && <p>{words.explained[state]}</p>}
        </section>
      ))}
      {states.length === 0 && <strong>{words.notFound.title}</strong>}
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
