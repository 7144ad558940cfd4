// One claim as an article: which way, when, what, in whose words and where they stand. With `towards` the stance in front is
// the one towards that target; without it every target is named with its stance.

import type { ClaimCardFragment } from '../../gql/generated.ts';
import { messages } from '../../messages.ts';
import { dateText } from '../../said-on.ts';
import { RecordLink as PageLink } from '../../view/record-link.tsx';
import { StanceWord } from '../../view/stance.tsx';
import { RecordLink, RecordLinks } from '../frame/links.tsx';
import { titleOfTarget } from '../frame/target-title.ts';
import { QuoteBlocks } from '../quotes/quote-block.tsx';
import styles from './claim-article.module.css';
import { ClaimFacts } from './claim-facts.tsx';
import { claimsMessages as words } from './messages.ts';

export interface ClaimArticleProps {
  claim: ClaimCardFragment;
  /** The target that the list is about. */
  towards?: string | undefined;
  /** The speaker that the list is about: not named again. */
  speaker?: string | undefined;
  level: 2 | 3 | 4;
}

export function ClaimArticle({ claim, towards, speaker, level }: ClaimArticleProps) {
  const Heading = `h${level}` as const;
  const towardsIt = claim.targets.filter(({ target }) => target.id === towards);
  const spoken = claim.speakers.length > 1 || claim.speakers[0]?.id !== speaker;
  return (
    <article className={styles.article} data-claim={claim.id}>
      <div className={styles.meta}>
        {towardsIt.map(({ stance }) => (
          <StanceWord key={stance} stance={stance} />
        ))}
        <span className={styles.manner}>{mannerOf(claim)}</span>
        <time className={styles.said}>{dateText(claim.saidOn)}</time>
      </div>
      {spoken && (
        <p className={styles.speakers}>
          <RecordLinks records={claim.speakers} />
        </p>
      )}
      <Heading className={styles.proposition}>
        <PageLink id={claim.id}>{claim.proposition}</PageLink>
      </Heading>
      {towardsIt.length === 0 && <Targets targets={claim.targets} />}
      <QuoteBlocks quotes={claim.quotes} />
      <ClaimFacts claim={claim} towards={towardsIt.length > 0 ? towards : undefined} />
    </article>
  );
}

/** `demand, in direct speech, hedged` */
export function mannerOf({ kind, directSpeech, hedged }: ClaimCardFragment): string {
  return [messages.claimKind[kind], directSpeech && words.directSpeech, hedged && words.hedged]
    .filter(Boolean)
    .join(' · ');
}

export function Targets({ targets }: { targets: ClaimCardFragment['targets'] }) {
  return (
    <ul className={styles.targets}>
      {targets.map(({ target, stance }) => (
        <li key={`${target.id} ${stance}`}>
          <StanceWord stance={stance} /> <RecordLink id={target.id}>{titleOfTarget(target)}</RecordLink>
        </li>
      ))}
    </ul>
  );
}
