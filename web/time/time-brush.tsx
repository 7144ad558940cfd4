// Claims by when they were said, and the window that counts: bars, two thumbs and the window between them, exact dates,
// and the claims without a date apart. Dragging shows what it will do; letting go does it, as one step that Back undoes.

import { useEffect, useState } from 'react';
import type { Failure } from '../gql/failure.ts';
import { count, messages } from '../messages.ts';
import { dateText, rangeText } from '../said-on.ts';
import { FailureLine } from '../states/failure-line.tsx';
import type { TimeWindow } from '../view/transitions.ts';
import { Axis } from './axis.tsx';
import { type Histogram, type Stretch, stretchOf, windowOf } from './bins.ts';
import { DateField } from './date-field.tsx';
import styles from './time-brush.module.css';

export interface TimeBrushProps {
  /** Claims that pass every filter but the window; undefined until the first answer. */
  histogram: Histogram | undefined;
  failure: Failure | null;
  onRetry(): void;
  time: TimeWindow;
  countsUndated: boolean;
  /** Claims without a date are all that counts. */
  onlyUndated: boolean;
  onWindow(time: TimeWindow): void;
  onUndated(count: boolean): void;
  asOf: number | null;
}

export function TimeBrush(props: TimeBrushProps) {
  const { histogram, failure, time, onWindow } = props;
  const [draft, setDraft] = useState<Stretch | null>(null);
  // A new window, from wherever it came, ends what was being dragged.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the window is what to react to.
  useEffect(() => setDraft(null), [time.from, time.to]);

  const bins = histogram?.bins ?? [];
  const shown = draft && bins.length > 0 ? windowOf(bins, draft) : time;
  const first = bins[0]?.from ?? null;
  const last = bins.at(-1)?.to ?? null;

  return (
    <section className={styles.time} aria-label={messages.time.label}>
      <div className={styles.row}>
        <div className={styles.dates}>
          <DateField
            side="from"
            value={shown.from}
            open={openText(
              first,
              (histogram?.before.certain ?? 0) > 0 || (first !== null && shown.to !== null && shown.to < first),
            )}
            onChange={(from) => onWindow(ordered(from, time.to))}
          />
          <span aria-hidden="true">–</span>
          <DateField
            side="to"
            value={shown.to}
            open={openText(
              last,
              (histogram?.after.certain ?? 0) > 0 || (last !== null && shown.from !== null && shown.from > last),
            )}
            onChange={(to) => onWindow(ordered(time.from, to))}
          />
          <span className={styles.clock}>{messages.time.saidOn}</span>
          {(time.from !== null || time.to !== null) && (
            <button type="button" className={styles.clear} onClick={() => onWindow({ from: null, to: null })}>
              {messages.time.whole}
            </button>
          )}
        </div>
        <div className={styles.switches}>
          {histogram && histogram.undated > 0 && (
            <label className={styles.undated}>
              <input
                type="checkbox"
                checked={props.countsUndated}
                onChange={(event) => props.onUndated(event.target.checked)}
              />
              {props.onlyUndated
                ? messages.time.onlyUndated(histogram.undated)
                : messages.time.undated(histogram.undated)}
            </label>
          )}
          <span className={styles.known}>
            {props.asOf === null ? messages.time.today : messages.time.asOf(props.asOf)}
          </span>
        </div>
      </div>
      {failure && <FailureLine failure={failure} onRetry={props.onRetry} />}
      {histogram && bins.length === 0 && !failure && (
        <p className={styles.none}>
          {histogram.claims === 0 ? messages.time.nothing : messages.time.allUndated(histogram.undated)}
        </p>
      )}
      {histogram && bins.length > 0 ? (
        <div className={styles.line}>
          <Outliers
            tail={histogram.before}
            words={messages.time.before}
            time={{ from: null, to: histogram.before.lastDay }}
            chosen={time}
            onWindow={onWindow}
          />
          <Axis
            unit={histogram.unit}
            bins={bins}
            stretch={draft ?? stretchOf(bins, time.from, time.to)}
            windowed={draft !== null || time.from !== null || time.to !== null}
            onDraft={setDraft}
            onCommit={(stretch) => onWindow(windowOf(bins, stretch))}
          />
          <Outliers
            tail={histogram.after}
            words={messages.time.after}
            time={{ from: histogram.after.firstDay, to: null }}
            chosen={time}
            onWindow={onWindow}
          />
        </div>
      ) : (
        !histogram && !failure && <div className={styles.waiting} aria-hidden="true" />
      )}
      <p className="unseen">
        {histogram && first && last && messages.time.summary(count(histogram.claims), rangeText(first, last))}
      </p>
    </section>
  );
}

/** The end of the axis, unless claims lie beyond it, which count too, or the window does. */
function openText(end: string | null, beyond: boolean): string {
  if (end === null) return '';
  return beyond ? messages.time.any : dateText(end);
}

interface OutliersProps {
  tail: { n: number; certain: number };
  words: { few: string; all: (n: number, possible: number, day: string) => string };
  /** Where they lie. */
  time: TimeWindow;
  chosen: TimeWindow;
  onWindow(time: TimeWindow): void;
}

/**
 * Claims too far from the others for bars of their own: their number, and lighter that of those of a vague date, which may be
 * among them. Pressing opens both.
 */
function Outliers({ tail: { n, certain }, words, time, chosen, onWindow }: OutliersProps) {
  if (certain === 0) return null;
  const isChosen = time.from === chosen.from && time.to === chosen.to;
  const title = words.all(certain, n - certain, dateText(time.from ?? time.to));
  return (
    <button
      type="button"
      className={styles.outliers}
      aria-label={title}
      title={title}
      aria-pressed={isChosen}
      onClick={() => onWindow(isChosen ? { from: null, to: null } : time)}
    >
      <b>
        {count(certain)}
        {n > certain && <span className={styles.vague}> + {count(n - certain)}</span>}
      </b>{' '}
      {words.few}
    </button>
  );
}

/** Two days in their order, whichever was written first. */
const ordered = (from: string | null, to: string | null): TimeWindow =>
  from !== null && to !== null && from > to ? { from: to, to: from } : { from, to };
