// The quotes of a record, each passage as one: the words between those around them, marked where they stand exactly there,
// and the way there.

import { Fragment } from 'react';
import type { QuotePartsFragment } from '../../gql/generated.ts';
import { dateText } from '../../said-on.ts';
import { BETWEEN, keyOf, type Passage, passagesOf } from '../../view/passages.ts';
import { QuoteLink } from '../../view/record-link.tsx';
import { quotesMessages } from './messages.ts';
import { contextOf } from './positions.ts';
import styles from './quote-block.module.css';

/** Beside the word for the state, for the eye. */
const SIGNS = { EXACT: '✓', MOVED: '↷', AMBIGUOUS: '?', LOST: '✕', UNCHECKED: '–' };

export function QuoteBlocks({ quotes }: { quotes: readonly QuotePartsFragment[] }) {
  return passagesOf(quotes).map((passage) => <QuoteBlock key={keyOf(passage)} passage={passage} />);
}

function QuoteBlock({ passage }: { passage: Passage }) {
  const [first] = passage;
  const { explained, firstPiece, open, piece } = quotesMessages;
  const { source } = first;
  const states = [...new Set(passage.map(({ state }) => state))];
  const locators = [...new Set(passage.flatMap(({ locator }) => locator ?? []))];
  return (
    <figure className={styles.quote}>
      <blockquote lang={source.language ?? undefined} dir="auto">
        {contextOf(first).before}
        {passage.map((fragment, index) => (
          <Fragment key={keyOf([fragment])}>
            {index > 0 && BETWEEN}
            {/* Only words that stand there are marked: the rest must not look as checked. */}
            {fragment.state === 'EXACT' ? (
              <mark>{fragment.exact}</mark>
            ) : (
              <span className={styles.unmarked}>{fragment.exact}</span>
            )}
          </Fragment>
        ))}
        {contextOf(passage.at(-1) ?? first).after}
      </blockquote>
      <figcaption className={styles.caption}>
        {states.length === 1 ? (
          <State {...first} />
        ) : (
          passage.map((fragment, index) => (
            <State key={keyOf([fragment])} state={fragment.state} of={piece(index + 1)} />
          ))
        )}
        {passage.map((fragment, index) => (
          <QuoteLink key={keyOf([fragment])} quote={fragment} className={styles.sourceLink}>
            {passage.length === 1 ? source.title : index === 0 ? firstPiece(source.title) : piece(index + 1)}
            <span className="unseen">{open}</span>
          </QuoteLink>
        ))}
        {locators.length > 0 && <span>{locators.join(', ')}</span>}
        {source.publisher && <span>{source.publisher}</span>}
        {source.published && <span>{dateText(source.published)}</span>}
      </figcaption>
      {states.map((state) =>
        state === 'EXACT' || state === 'UNCHECKED' ? null : (
          <p key={state} className={styles.stateNote}>
            {explained[state]}
          </p>
        ),
      )}
    </figure>
  );
}

function State({ state, of }: Pick<QuotePartsFragment, 'state'> & { of?: string }) {
  return (
    <span className={styles.state} data-state={state} title={quotesMessages.explained[state]}>
      <span aria-hidden="true">{SIGNS[state]}</span> {of !== undefined && `${of}: `}
      {quotesMessages.states[state]}
    </span>
  );
}
