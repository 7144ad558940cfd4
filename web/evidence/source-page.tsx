// One source: its text set like an article, the quoted words marked at exactly their place, and beside it the claims that
// were taken from it, in the order of the text. The address holds the marked place.

import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { SourcePage as SourceDocument, type SourcePageQuery } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { dateText } from '../said-on.ts';
import { CopyButton } from '../states/copy-button.tsx';
import { useAnnounce } from '../view/announce.tsx';
import type { SourcePageProps } from '../view/slots.ts';
import { useTitle } from '../view/use-title.ts';
import { Answered } from './answered.tsx';
import { RecordLinks } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import { checkPlace } from './place-check.ts';
import { pointLength, type Span, slicePoints } from './places.ts';
import { SourceClaimList } from './source-claim-list.tsx';
import { SourceFacts } from './source-facts.tsx';
import styles from './source-page.module.css';
import { NoText, NotFound, type NotFoundProps } from './source-states.tsx';
import { SourceText } from './source-text.tsx';
import { type Taken, useTaken } from './use-taken.ts';

const words = evidenceMessages.source;
type Source = NonNullable<SourcePageQuery['source']>;

export function SourcePage({ id, quote, missing }: SourcePageProps & { missing: ReactNode }) {
  const asked = useAsk(SourceDocument, { id });
  return (
    <Answered asked={asked} pick={(data) => data.source} missing={missing} page>
      {(source) => <Page source={source} quote={quote} />}
    </Answered>
  );
}

function Page({ source, quote }: { source: Source; quote: Span | null }) {
  const { text } = source;
  const claims = useTaken(source.id, text, quote);
  // A quote without a place in the text cannot be in the address.
  const [lost, setLost] = useState<Taken | null>(null);
  const [turn, setTurn] = useState(0);
  const navigate = useNavigate({ from: '/source/$id' });
  const announce = useAnnounce();
  useTitle(source.title);

  const place = usePlace(text, quote, claims.found, !claims.more && claims.taken !== undefined);
  const looking = place.looking && claims.failure === null && lost === null;
  const marked = lost === null ? place.marked : null;
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
    () => (claims.taken ?? []).flatMap((taken) => (text !== null && taken.span ? [taken.span] : [])),
    [claims.taken, text],
  );

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <p className={styles.kicker}>{words.kicker(messages.sourceKind[source.sourceKind], source.publisher)}</p>
        <h1>{source.title}</h1>
        <Byline source={source} />
      </header>
      <div className={styles.columns}>
        <article className={styles.main} aria-label={words.text}>
          {lost !== null && <NotFound words={lost.quote.exact} state={lost.quote.state} />}
          {lost === null && place.fault && <NotFound {...place.fault} />}
          {looking && (
            <p className={styles.note} role="status">
              {words.looking(claims.read, claims.totalCount ?? claims.read)}
            </p>
          )}
          {lost === null && place.note && <p className={styles.note}>{place.note}</p>}
          {text === null ? (
            <NoText url={source.url} />
          ) : (
            <SourceText
              text={text}
              language={source.language}
              marked={marked}
              quoted={quoted}
              onPick={choose}
              turn={turn}
            />
          )}
        </article>
        <aside className={styles.side}>
          <SourceClaimList claims={claims} marked={marked} stored={text !== null} onChoose={choose} onLost={setLost} />
        </aside>
        <footer className={styles.foot}>
          <SourceFacts source={source} stored={text !== null} />
          <CopyButton text={location.href} label={evidenceMessages.copyLink} />
        </footer>
      </div>
    </div>
  );
}

function Byline({ source: { authors, published, language } }: { source: Source }) {
  if (authors.length === 0 && published === null) return null;
  return (
    <p className={styles.byline}>
      {authors.length > 0 && (
        <span>
          {words.by} <RecordLinks records={authors} />
        </span>
      )}
      {published && <span>{dateText(published)}</span>}
      {language && <span>{evidenceMessages.language(language)}</span>}
    </p>
  );
}

interface Place {
  marked: Span | null;
  fault?: NotFoundProps;
  note?: string;
  /** The claims of this place are not read yet. */
  looking?: boolean;
}

/** What the address asks to mark. Words that a claim quotes are marked once they are known to stand exactly there. */
function usePlace(text: string | null, asked: Span | null, own: readonly Taken[], all: boolean): Place {
  return useMemo(() => {
    if (text === null || asked === null) return { marked: null };
    const length = pointLength(text);
    const wrong = own.find(({ quote }) => !checkPlace(text, quote).found);
    if (wrong) return { marked: null, fault: { words: wrong.quote.exact, state: wrong.quote.state } };
    if (asked.end > length)
      return { marked: null, fault: { note: words.notFound.beyond(asked.start, asked.end, length) } };
    if (own.length > 0) return { marked: asked };
    return all ? { marked: asked, note: words.unquoted } : { marked: null, looking: true };
  }, [text, asked, own, all]);
}
