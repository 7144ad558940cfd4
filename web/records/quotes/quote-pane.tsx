// The source of a passage beside its claim: the whole stored text, scrolled to the words. Those that do not stand at their
// position in this version are named, and nothing is marked instead.

import { SourceRecord } from '../../gql/generated.ts';
import { useQueryState } from '../../gql/queries.ts';
import { QueryResult } from '../../states/query-result.tsx';
import { type Passage, wordsOf } from '../../view/passages.ts';
import { QuoteLink } from '../../view/record-link.tsx';
import { RecordLinks } from '../frame/links.tsx';
import { checkPosition } from './check-position.ts';
import { quotesMessages } from './messages.ts';
import styles from './quote-pane.module.css';
import { StoredText } from './stored-text.tsx';
import { NoText, NotFound } from './text-notices.tsx';

export function QuotePane({ passage }: { passage: Passage }) {
  const [quote] = passage;
  const { source } = quote;
  const locators = [...new Set(passage.flatMap(({ locator }) => locator ?? []))];
  const query = useQueryState(SourceRecord, { id: source.id, withText: true }, { keepPrevious: false });
  return (
    <div className={styles.pane}>
      <header className={styles.paneHead}>
        <h2>
          <QuoteLink quote={quote}>{source.title}</QuoteLink>
        </h2>
        <p>{[source.publisher, ...locators].filter(Boolean).join(' · ')}</p>
      </header>
      <QueryResult query={query} pick={(data) => data.source} missing={null}>
        {({ text = null, language, basedOn }) => {
          const checks = passage.map((fragment) => ({ fragment, check: checkPosition(text ?? '', fragment) }));
          const missing = checks.flatMap(({ fragment, check }) => (check.found ? [] : [fragment]));
          return (
            <>
              {basedOn.length > 0 && (
                <p className={styles.paneNote}>
                  {quotesMessages.basedOn} <RecordLinks records={basedOn} />
                </p>
              )}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
              <section className={styles.paneText} tabIndex={0} aria-label={quotesMessages.text}>
                {text === null ? (
                  <NoText url={source.url} words={wordsOf(passage)} />
                ) : (
                  <>
                    {missing.length > 0 && <NotFound fragments={missing} />}
                    <StoredText
                      text={text}
                      language={language}
                      marked={checks.flatMap(({ check }) => (check.found ? [check.span] : []))}
                      inPane
                    />
                  </>
                )}
              </section>
            </>
          );
        }}
      </QueryResult>
    </div>
  );
}
