// The source of a quote beside its claim: the whole stored text, scrolled to the words. Where they do not stand at their
// place in this version, it says so and marks nothing instead.

import type { QuotePartsFragment } from '../gql/generated.ts';
import { SourceText as TextDocument } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { Answered } from './answered.tsx';
import { QuoteLink } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import { checkPlace } from './place-check.ts';
import styles from './source-page.module.css';
import { NoText, NotFound } from './source-states.tsx';
import { SourceText } from './source-text.tsx';

export function QuotePane({ quote }: { quote: QuotePartsFragment }) {
  const { source } = quote;
  const asked = useAsk(TextDocument, { id: source.id }, { keep: false });
  return (
    <div className={styles.pane}>
      <header className={styles.paneHead}>
        <h2>
          <QuoteLink quote={quote}>{source.title}</QuoteLink>
        </h2>
        <p>{[source.publisher, quote.locator].filter(Boolean).join(' · ')}</p>
      </header>
      <Answered asked={asked} pick={(data) => data.source} missing={null}>
        {({ text, language }) => {
          if (text === null) return <NoText url={source.url} words={quote.exact} />;
          const check = checkPlace(text, quote);
          return (
            <>
              {!check.found && <NotFound words={quote.exact} state={quote.state} />}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
              <section className={styles.paneText} tabIndex={0} aria-label={evidenceMessages.source.text}>
                <SourceText text={text} language={language} marked={check.found ? check.span : null} inPane />
              </section>
            </>
          );
        }}
      </Answered>
    </div>
  );
}
