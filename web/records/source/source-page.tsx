// The page of a source: its text set like an article, the quoted words marked at exactly their position, and beside it the
// claims that were taken from it, in the order of the text. The address holds the marked position.

import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { SourceRecordQuery } from '../../gql/generated.ts';
import { messages } from '../../messages.ts';
import { dateText } from '../../said-on.ts';
import { CopyButton } from '../../states/copy-button.tsx';
import { useAnnounce } from '../../view/announce.tsx';
import { quoteSpan } from '../../view/pages.ts';
import type { Passage } from '../../view/passages.ts';
import { useTitle } from '../../view/use-title.ts';
import { RecordLinks } from '../frame/links.tsx';
import { frameMessages } from '../frame/messages.ts';
import pageStyles from '../frame/page.module.css';
import { checkPosition } from '../quotes/check-position.ts';
import { quotesMessages } from '../quotes/messages.ts';
import { pointLength, type Span, slicePoints } from '../quotes/positions.ts';
import { StoredText } from '../quotes/stored-text.tsx';
import { NoText, NotFound, type NotFoundProps } from '../quotes/text-notices.tsx';
import { BasedOnIt } from './based-on-it.tsx';
import { sourceMessages as words } from './messages.ts';
import { SourceClaimList } from './source-claim-list.tsx';
import { SourceFacts } from './source-facts.tsx';
import styles from './source-page.module.css';
import { type SourceQuote, useSourceQuotes } from './use-source-quotes.ts';

type Source = NonNullable<SourceRecordQuery['source']>;

export function SourcePage({ source }: { source: Source }) {
  const { text = null } = source;
  const asked = quoteSpan(useSearch({ from: '/source/$id' }).quote);
  const claims = useSourceQuotes(source.id, text, asked);
  // A quote without a position in the text cannot be in the address.
  const [lost, setLost] = useState<Passage | null>(null);
  const [turn, setTurn] = useState(0);
  const navigate = useNavigate({ from: '/source/$id' });
  const announce = useAnnounce();
  useTitle(source.title);

  const position = useMarkedPosition(text, asked, claims.found, !claims.more && claims.quotes !== undefined);
  const looking = position.looking && claims.failure === null && lost === null;
  const marked = lost === null ? position.marked : null;
  const said = text !== null && marked !== null ? slicePoints(text, marked) : null;
  useEffect(() => {
    if (said !== null) announce(words.marked(said));
  }, [said, announce]);

  const choose = (span: Span) => {
    setLost(null);
    setTurn((last) => last + 1);
    void navigate({ search: { quote: `${span.start}-${span.end}` }, replace: true, resetScroll: false });
  };
  const quoted = useMemo(
    () => (claims.quotes ?? []).flatMap(({ span }) => (text !== null && span ? [span] : [])),
    [claims.quotes, text],
  );

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <p className={pageStyles.kicker}>{words.kicker(messages.sourceKind[source.sourceKind], source.publisher)}</p>
        <h1>{source.title}</h1>
        <Byline source={source} />
      </header>
      <div className={styles.columns}>
        <article className={styles.main} aria-label={quotesMessages.text}>
          {lost !== null && <NotFound fragments={lost} />}
          {lost === null && position.fault && <NotFound {...position.fault} />}
          {looking && (
            <p className={styles.note} role="status">
              {words.looking(claims.read, claims.totalCount ?? claims.read)}
            </p>
          )}
          {lost === null && position.note && <p className={styles.note}>{position.note}</p>}
          {text === null ? (
            <NoText url={source.url} />
          ) : (
            <StoredText
              text={text}
              language={source.language}
              marked={marked === null ? [] : [marked]}
              quoted={quoted}
              onPick={choose}
              turn={turn}
            />
          )}
          <BasedOnIt source={source.id} withClaims />
        </article>
        <aside className={styles.side}>
          <SourceClaimList claims={claims} marked={marked} stored={text !== null} onChoose={choose} onLost={setLost} />
        </aside>
        <footer className={styles.foot}>
          <SourceFacts source={source} />
          <CopyButton text={location.href} label={messages.copyLink} />
        </footer>
      </div>
    </div>
  );
}

function Byline({ source: { authors, basedOn, published, language } }: { source: Source }) {
  if (authors.length === 0 && basedOn.length === 0 && published === null) return null;
  return (
    <p className={styles.byline}>
      {authors.length > 0 && (
        <span>
          {words.by} <RecordLinks records={authors} />
        </span>
      )}
      {basedOn.length > 0 && (
        <span>
          {quotesMessages.basedOn} <RecordLinks records={basedOn} />
        </span>
      )}
      {published && <span>{dateText(published)}</span>}
      {language && <span>{frameMessages.language(language)}</span>}
    </p>
  );
}

interface MarkedPosition {
  marked: Span | null;
  fault?: NotFoundProps;
  note?: string;
  /** The claims of this position are not read yet. */
  looking?: boolean;
}

/** What the address asks to mark. Words that a claim quotes are marked once they are known to stand exactly there. */
function useMarkedPosition(
  text: string | null,
  asked: Span | null,
  own: readonly SourceQuote[],
  all: boolean,
): MarkedPosition {
  return useMemo(() => {
    if (text === null || asked === null) return { marked: null };
    const length = pointLength(text);
    const wrong = own.find(({ quote }) => !checkPosition(text, quote).found);
    if (wrong) return { marked: null, fault: { fragments: [wrong.quote] } };
    if (asked.end > length)
      return { marked: null, fault: { note: quotesMessages.notFound.beyond(asked.start, asked.end, length) } };
    if (own.length > 0) return { marked: asked };
    return all ? { marked: asked, note: words.unquoted } : { marked: null, looking: true };
  }, [text, asked, own, all]);
}
