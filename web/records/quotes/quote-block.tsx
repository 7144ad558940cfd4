// A quote: the exact words marked between the words around them, whether they still stand there, and the way there.

import type { QuotePartsFragment } from '../../gql/generated.ts';
import { dateText } from '../../said-on.ts';
import { QuoteLink } from '../../view/record-link.tsx';
import { quotesMessages } from './messages.ts';
import { contextOf } from './positions.ts';
import styles from './quote-block.module.css';

/** Beside the word for the state, for the eye. */
const SIGNS = { EXACT: '✓', MOVED: '↷', AMBIGUOUS: '?', LOST: '✕', UNCHECKED: '–' };

export function QuoteBlock({ quote }: { quote: QuotePartsFragment }) {
  const { before, after } = contextOf(quote);
  const { states, explained, open } = quotesMessages;
  const { source, state, locator } = quote;
  return (
    <figure className={styles.quote}>
      <blockquote lang={source.language ?? undefined} dir="auto">
        {before}
        <mark>{quote.exact}</mark>
        {after}
      </blockquote>
      <figcaption className={styles.caption}>
        <span className={styles.state} data-state={state} title={explained[state]}>
          <span aria-hidden="true">{SIGNS[state]}</span> {states[state]}
        </span>
        <QuoteLink quote={quote} className={styles.sourceLink}>
          {source.title}
          <span className="unseen">{open}</span>
        </QuoteLink>
        {locator && <span>{locator}</span>}
        {source.publisher && <span>{source.publisher}</span>}
        {source.published && <span>{dateText(source.published)}</span>}
      </figcaption>
      {state !== 'EXACT' && state !== 'UNCHECKED' && <p className={styles.stateNote}>{explained[state]}</p>}
    </figure>
  );
}
