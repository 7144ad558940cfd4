// The full page of a claim, split: the claim on the left, on the right the stored text of its source at the quoted words.

import { useState } from 'react';
import type { ClaimDetailQuery } from '../gql/generated.ts';
import { ClaimDetail } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { dateText } from '../said-on.ts';
import { CopyButton } from '../states/copy-button.tsx';
import { useTitle } from '../view/use-title.ts';
import { Answered } from './answered.tsx';
import { mannerOf, Targets } from './claim-article.tsx';
import { ClaimFacts } from './claim-facts.tsx';
import { ClaimHistory } from './claim-history.tsx';
import { ClaimsList } from './claim-list.tsx';
import styles from './claim-page.module.css';
import { RecordLinks } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import type { RecordPageProps } from './page.tsx';
import { QuotePane } from './quote-pane.tsx';

type Claim = NonNullable<ClaimDetailQuery['claim']>;

export function ClaimPage({ id, missing }: RecordPageProps) {
  const asked = useAsk(ClaimDetail, { id });
  return (
    <Answered asked={asked} pick={(data) => data.claim} missing={missing} page>
      {(claim) => <Split claim={claim} />}
    </Answered>
  );
}

function Split({ claim }: { claim: Claim }) {
  const words = evidenceMessages.claim;
  const [place, setPlace] = useState(0);
  const quote = claim.quotes[place] ?? claim.quotes[0];
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
        {claim.confidence !== null && <p className={styles.note}>{evidenceMessages.confidence(claim.confidence)}</p>}
        <section className={styles.section}>
          <h2>{words.words}</h2>
          <ol className={styles.quotes}>
            {claim.quotes.map((one, at) => (
              <li key={`${one.source.id} ${one.start} ${one.exact}`}>
                <button type="button" aria-pressed={one === quote} onClick={() => setPlace(at)}>
                  <q lang={one.source.language ?? undefined}>{one.exact}</q>
                  <span>{words.quote(at + 1, claim.quotes.length, one.source.title)}</span>
                </button>
              </li>
            ))}
          </ol>
        </section>
      </div>
      <div className={styles.source}>{quote && <QuotePane quote={quote} />}</div>
      <div className={styles.rest}>
        <section className={styles.section}>
          <h2>{words.aboutThis}</h2>
          <ClaimsList
            filter={{ targets: [claim.id] }}
            towards={claim.id}
            level={3}
            empty={<p>{words.nothingAbout}</p>}
          />
        </section>
        <ClaimHistory history={claim.history} id={claim.id} />
        <p className={styles.tools}>
          <CopyButton text={location.href} label={evidenceMessages.copyLink} />
        </p>
      </div>
    </div>
  );
}
