// Claims by the time of saying, one row of bars for each stance on one scale, so that the rows compare. A bar opens its
// claims. The bars are one stop of the keyboard: arrow keys move between them.

import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import type { ClaimFilter, HistogramOfQuery, Stance } from '../../gql/generated.ts';
import { HistogramOf } from '../../gql/generated.ts';
import { useQueryState } from '../../gql/queries.ts';
import { messages } from '../../messages.ts';
import { dateText, rangeText } from '../../said-on.ts';
import { QueryResult } from '../../states/query-result.tsx';
import { StanceWord } from '../../view/stance.tsx';
import { restrictToDays } from '../frame/restrict-filter.ts';
import { Sentence } from '../frame/sentence.tsx';
import type { ClaimArticleProps } from './claim-article.tsx';
import { ClaimsList } from './claim-list.tsx';
import { claimsMessages, sidesOf } from './messages.ts';
import styles from './over-time.module.css';

type Histogram = HistogramOfQuery['histogram'];
type Bin = Histogram['bins'][number];
type Side = 'supports' | 'opposes' | 'neutral' | 'mixed';
const ROWS: readonly (readonly [Stance, Side])[] = [
  ['SUPPORTS', 'supports'],
  ['OPPOSES', 'opposes'],
  ['MIXED', 'mixed'],
  ['NEUTRAL', 'neutral'],
];

export interface OverTimeProps extends Pick<ClaimArticleProps, 'towards' | 'speaker' | 'level'> {
  /** Restricted to what the bars are about. */
  filter: ClaimFilter;
  /** The claims are listed elsewhere on the page: only those of a chosen bar are shown. */
  onChoice?: boolean;
}

export function OverTime({ filter, onChoice, ...article }: OverTimeProps) {
  const query = useQueryState(HistogramOf, { filter });
  const [chosen, setChosen] = useState<string | null>(null);
  const words = claimsMessages.time;
  return (
    <QueryResult query={query} pick={({ histogram }) => histogram} missing={null}>
      {(histogram) => {
        const bin = histogram.bins.find(({ label }) => label === chosen);
        return (
          <>
            <p className={styles.lead}>
              <Sentence>{words.lead(histogram.claims, histogram.undated, words.units[histogram.unit])}</Sentence>
            </p>
            {histogram.bins.length === 0 ? (
              <p className={styles.note}>{words.none}</p>
            ) : (
              <Bars histogram={histogram} chosen={bin ?? null} onChoose={setChosen} />
            )}
            {bin && (
              <div className={styles.chosen}>
                <h3>{words.chosen(binText(bin), bin.n)}</h3>
                <button type="button" onClick={() => setChosen(null)}>
                  {onChoice ? messages.close : words.all}
                </button>
              </div>
            )}
            {(bin || !onChoice) && (
              <ClaimsList filter={bin ? restrictToDays(filter, bin.from, bin.to) : filter} {...article} />
            )}
          </>
        );
      }}
    </QueryResult>
  );
}

interface BarsProps {
  histogram: Histogram;
  chosen: Bin | null;
  onChoose(label: string | null): void;
}

function Bars({ histogram: { bins, before, after }, chosen, onChoose }: BarsProps) {
  const words = claimsMessages.time;
  const box = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const rows = ROWS.filter(([, side]) => bins.some((bin) => bin[side] > 0));
  const most = Math.max(...bins.flatMap((bin) => rows.map(([, side]) => bin[side])), 1);
  const move = (event: KeyboardEvent) => {
    const to = { ArrowRight: stop + 1, ArrowLeft: stop - 1, Home: 0, End: bins.length - 1 }[event.key];
    if (to === undefined || to < 0 || to >= bins.length) return;
    event.preventDefault();
    setStop(to);
    box.current?.querySelectorAll('button')[to]?.focus();
  };
  return (
    <figure className={styles.figure}>
      <div className={styles.chart} style={{ '--rows': rows.length } as CSSProperties}>
        <div className={styles.names}>
          {rows.map(([stance]) => (
            <StanceWord key={stance} stance={stance} />
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as one, and this is a row of bars. */}
        <div ref={box} className={styles.bars} role="group" aria-label={words.label} onKeyDown={move}>
          {bins.map((bin, index) => (
            <button
              key={bin.label}
              type="button"
              className={styles.bin}
              tabIndex={index === Math.min(stop, bins.length - 1) ? 0 : -1}
              aria-pressed={bin === chosen}
              aria-label={words.bar(binText(bin), bin.n, bin.n - bin.certain, sidesText(bin))}
              title={words.bar(binText(bin), bin.n, bin.n - bin.certain, sidesText(bin))}
              disabled={bin.n === 0}
              onFocus={() => setStop(index)}
              onClick={() => onChoose(bin === chosen ? null : bin.label)}
            >
              {rows.map(([, side]) => (
                <span key={side} className={styles.cell}>
                  <i className={styles[side]} style={{ blockSize: `${(100 * bin[side]) / most}%` }}>
                    <i className={styles.certain} style={{ blockSize: `${100 * certainShare(bin, side)}%` }} />
                  </i>
                </span>
              ))}
            </button>
          ))}
        </div>
      </div>
      <div className={styles.axis}>
        <span>
          {bins[0] && binText(bins[0])}
          {before.certain > 0 && <em>{words.before(before.certain)}</em>}
        </span>
        <span>
          {bins.length > 1 && binText(bins[bins.length - 1] as Bin)}
          {after.certain > 0 && <em>{words.after(after.certain)}</em>}
        </span>
      </div>
      <figcaption className={styles.note}>
        {words.scale(most)} {words.press} {words.vague}
      </figcaption>
    </figure>
  );
}

/**
 * How much of a bar is surely of its time. The server says how many claims of a bin are of a vague date, not on which side: as if
 * all of them were on this one, so that nothing looks more certain than it is.
 */
const certainShare = (bin: Bin, side: Side): number =>
  bin[side] === 0 ? 0 : Math.max(0, bin[side] - (bin.n - bin.certain)) / bin[side];

/** Weeks are no dates of their own to a reader. */
const binText = ({ label, from, to }: Bin): string => (label.includes('W') ? rangeText(from, to) : dateText(label));

const sidesText = (bin: Bin): string => messages.and(sidesOf(bin).map(([stance, n]) => claimsMessages.side[stance](n)));
