// The source of a quote beside its claim: the whole stored text, scrolled to the words. Where they do not stand at their
// position in this version, it says so and marks nothing instead.

import type { QuotePartsFragment } from '../../gql/generated.ts';
import { SourceRecord } from '../../gql/generated.ts';
import { useQueryState } from '../../gql/queries.ts';
import { QueryResult } from '../../states/query-result.tsx';
import { QuoteLink } from '../../view/record-link.tsx';
import { checkPosition } from './check-position.ts';
import { quotesMessages } from './messages.ts';
import styles from './quote-pane.module.css';
import { StoredText } from './stored-text.tsx';
import { NoText, NotFound } from './text-notices.tsx';

export function QuotePane({ quote }: { quote: QuotePartsFragment }) {
  const { source } = quote;
  const query = useQueryState(SourceRecord, { id: source.id, withText: true }, { keepPrevious: false });
  return (
    <div className={styles.pane}>
      <header className={styles.paneHead}>
        <h2>
          <QuoteLink quote={quote}>{source.title}</QuoteLink>
        </h2>
        <p>{[source.publisher, quote.locator].filter(Boolean).join(' · ')}</p>
      </header>
      <QueryResult query={query} pick={(data) => data.source} missing={null}>
        {({ text = null, language }) => {
          if (text === null) return <NoText url={source.url} words={quote.exact} />;
          const check = checkPosition(text, quote);
          return (
            <>
              {!check.found && <NotFound words={quote.exact} state={quote.state} />}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
              <section className={styles.paneText} tabIndex={0} aria-label={quotesMessages.text}>
                <StoredText text={text} language={language} marked={check.found ? check.span : null} inPane />
              </section>
            </>
          );
        }}
      </QueryResult>
    </div>
  );
}
