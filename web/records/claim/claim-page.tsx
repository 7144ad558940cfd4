// The page of a claim, split: the claim on the left, on the right the stored text of its source at the quoted words.

import { type ReactNode, useState } from 'react';
import type { ClaimRecordQuery } from '../../gql/generated.ts';
import { messages } from '../../messages.ts';
import { dateText } from '../../said-on.ts';
import { CopyButton } from '../../states/copy-button.tsx';
import { keyOf, type Passage, passagesOf, wordsOf } from '../../view/passages.ts';
import { useTitle } from '../../view/use-title.ts';
import { mannerOf, Targets } from '../claims/claim-article.tsx';
import { ClaimFacts } from '../claims/claim-facts.tsx';
import { RecordLinks } from '../frame/links.tsx';
import { quotesMessages } from '../quotes/messages.ts';
import { QuotePane } from '../quotes/quote-pane.tsx';
import { ClaimHistory } from './claim-history.tsx';
import styles from './claim-page.module.css';
import { claimMessages as words } from './messages.ts';

export interface ClaimPageProps {
  claim: NonNullable<ClaimRecordQuery['claim']>;
  /** The claims about this claim. */
  aboutThis: ReactNode;
}

export function ClaimPage({ claim, aboutThis }: ClaimPageProps) {
  const [chosen, setChosen] = useState(0);
  const passages = passagesOf(claim.quotes);
  const passage = passages[chosen] ?? passages[0];
  useTitle(claim.proposition);
  return (
    <div className={styles.split}>
      <div className={styles.claim}>
        <p className={styles.kicker}>
          {mannerOf(claim)} · {dateText(claim.saidOn)}
        </p>
        <p className={styles.speakers}>
          <RecordLinks records={claim.speakers} />
        </p>
        <h1>{claim.proposition}</h1>
        <Targets targets={claim.targets} />
        <ClaimFacts claim={claim} />
        {claim.confidence !== null && <p className={styles.note}>{words.confidence(claim.confidence)}</p>}
        <section className={styles.section}>
          <h2>{words.words}</h2>
          <ol className={styles.quotes}>
            {passages.map((one, index) => (
              <li key={keyOf(one)}>
                <button type="button" aria-pressed={one === passage} onClick={() => setChosen(index)}>
                  <q lang={one[0].source.language ?? undefined}>{wordsOf(one)}</q>
                  <span>
                    {[words.quote(index + 1, passages.length, one[0].source.title), ...doubtsAbout(one)].join(' · ')}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </section>
      </div>
      <div className={styles.source}>{passage && <QuotePane passage={passage} />}</div>
      <div className={styles.rest}>
        <section className={styles.section}>
          <h2>{words.aboutThis}</h2>
          {aboutThis}
        </section>
        <ClaimHistory history={claim.history} id={claim.id} />
        <p className={styles.tools}>
          <CopyButton text={location.href} label={messages.copyLink} />
        </p>
      </div>
    </div>
  );
}

/** Beside the words, whatever the text is scrolled to. */
function doubtsAbout(passage: Passage): string[] {
  const states = new Set(passage.map(({ state }) => state));
  return [...states].flatMap((state) => (state === 'EXACT' ? [] : [quotesMessages.states[state]]));
}
