// The bars, and the window on them: drag an end, drag the window, draw a new one, or press on a bar.
// Arrows move by one bin, with Shift by ten; Home and End go to the ends. Keys count as one step when they come to rest.

import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { TimeUnit } from '../gql/generated.ts';
import { messages } from '../messages.ts';
import { dateText, rangeText } from '../said-on.ts';
import { type Bin, inside, moved, type Stretch, snapped, ticksOf, windowOf } from './bins.ts';
import styles from './time-brush.module.css';

type Grip = 'from' | 'to' | 'window';
interface Drag {
  grip: Grip | 'new';
  at: number;
  stretch: Stretch;
  far: boolean;
}

export interface AxisProps {
  unit: TimeUnit;
  bins: readonly Bin[];
  stretch: Stretch;
  windowed: boolean;
  /** What would be chosen, while a thumb is on its way. */
  onDraft(stretch: Stretch | null): void;
  onCommit(stretch: Stretch): void;
}

const monthName = (day: string) => dateText(day.slice(0, 7));
/** After the last key, so long until the window counts. */
const REST = 350;

export function Axis({ unit, bins, stretch, windowed, onDraft, onCommit }: AxisProps) {
  const track = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [hovered, setHovered] = useState<number | null>(null);
  const width = useWidth(track);
  useEffect(() => () => clearTimeout(resting.current), []);

  const most = Math.max(...bins.map(({ n }) => n), 1);
  /** However few, they are seen. */
  const height = (n: number) => (n === 0 ? 0 : Math.max(n / most, 0.05));
  const percent = (position: number) => `${(position / bins.length) * 100}%`;
  const fromTheRight = () => track.current !== null && getComputedStyle(track.current).direction === 'rtl';
  const positionAt = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    const share = (event.clientX - box.left) / box.width;
    return Math.min(Math.max(fromTheRight() ? 1 - share : share, 0), 1) * bins.length;
  };
  const draft = ({ grip, at, stretch: before }: Drag, position: number): Stretch => {
    if (grip === 'window') return snapped(bins, moved(bins, before, Math.round(position - at)));
    if (grip === 'new')
      return snapped(bins, { start: Math.floor(Math.min(at, position)), end: Math.ceil(Math.max(at, position)) });
    return resized(grip, before, position);
  };
  const resized = (grip: 'from' | 'to', before: Stretch, position: number): Stretch =>
    grip === 'from'
      ? snapped(bins, { start: Math.min(Math.round(position), Math.ceil(before.end) - 1), end: before.end })
      : snapped(bins, { start: before.start, end: Math.max(Math.round(position), Math.floor(before.start) + 1) });

  const grab = (grip: Drag['grip']) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    if (grip !== 'new') event.currentTarget.focus({ focusVisible: false } as FocusOptions);
    track.current?.setPointerCapture(event.pointerId);
    drag.current = { grip, at: positionAt(event), stretch, far: false };
  };
  const pull = (event: PointerEvent) => {
    const position = positionAt(event);
    setHovered(Math.min(Math.floor(position), bins.length - 1));
    const now = drag.current;
    if (now === null) return;
    if (Math.abs(position - now.at) * (width / bins.length) > 3) now.far = true;
    if (now.far) onDraft(draft(now, position));
  };
  const release = (event: PointerEvent) => {
    const now = drag.current;
    drag.current = null;
    if (now === null) return;
    const position = positionAt(event);
    // A press without a drag means the bar under it.
    if (!now.far && (now.grip === 'new' || now.grip === 'window'))
      onCommit(
        snapped(bins, { start: Math.floor(Math.min(position, bins.length - 0.001)), end: Math.floor(position) + 1 }),
      );
    else if (now.far) onCommit(draft(now, position));
  };

  const press = (grip: Grip) => (event: KeyboardEvent) => {
    const page = PAGES[event.key];
    const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    const step = page ?? (STEPS[event.key] ?? 0) * (sideways && fromTheRight() ? -1 : 1);
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const from = snapped(bins, stretch);
    const far = Number.isFinite(step) ? step * (event.shiftKey ? 10 : 1) : Math.sign(step) * bins.length;
    const next =
      page !== undefined
        ? moved(bins, from, page * (from.end - from.start))
        : grip === 'window'
          ? moved(bins, from, far)
          : resized(grip, from, (grip === 'from' ? from.start : from.end) + far);
    onDraft(next);
    clearTimeout(resting.current);
    resting.current = setTimeout(() => onCommit(next), REST);
  };

  const thumb = (grip: 'from' | 'to') => {
    const position = grip === 'from' ? stretch.start : stretch.end;
    const { from, to } = windowOf(bins, snapped(bins, stretch));
    const day = grip === 'from' ? (from ?? bins[0]?.from) : (to ?? bins.at(-1)?.to);
    return (
      <div
        role="slider"
        tabIndex={0}
        className={styles.thumb}
        data-side={grip}
        style={{ insetInlineStart: percent(position) }}
        aria-label={messages.time[grip]}
        aria-valuemin={grip === 'from' ? 0 : 1}
        aria-valuemax={grip === 'from' ? bins.length - 1 : bins.length}
        aria-valuenow={Math.round(position)}
        aria-valuetext={dateText(day)}
        onPointerDown={grab(grip)}
        onKeyDown={press(grip)}
      />
    );
  };

  const holdable = windowed && ((stretch.end - stretch.start) / bins.length) * width >= 24;
  const frame = { insetInlineStart: percent(stretch.start), inlineSize: percent(stretch.end - stretch.start) };
  const under = hovered === null ? undefined : bins[hovered];
  return (
    <div className={styles.axis}>
      <div
        ref={track}
        className={styles.track}
        onPointerDown={grab('new')}
        onPointerMove={pull}
        onPointerUp={release}
        onPointerCancel={() => {
          drag.current = null;
          onDraft(null);
        }}
        onPointerLeave={() => setHovered(null)}
      >
        <svg className={styles.bars} viewBox={`0 0 ${bins.length} 1`} preserveAspectRatio="none" aria-hidden="true">
          {bins.map(({ n, certain, label }, index) =>
            n === 0 ? null : (
              <g key={label} data-out={!inside(index, stretch) || undefined}>
                <rect
                  className={styles.possible}
                  x={index + 0.12}
                  width={0.76}
                  y={1 - height(n)}
                  height={height(n) - height(certain)}
                />
                <rect x={index + 0.12} width={0.76} y={1 - height(certain)} height={height(certain)} />
              </g>
            ),
          )}
        </svg>
        {holdable ? (
          <div
            role="slider"
            tabIndex={0}
            className={styles.window}
            data-set
            style={frame}
            aria-label={messages.time.window}
            aria-valuemin={0}
            aria-valuemax={bins.length}
            aria-valuenow={Math.round(stretch.start)}
            aria-valuetext={rangeText(
              bins[Math.floor(stretch.start)]?.from ?? '',
              bins[Math.max(0, Math.ceil(stretch.end) - 1)]?.to ?? '',
            )}
            onPointerDown={grab('window')}
            onKeyDown={press('window')}
          />
        ) : (
          // Too narrow to be hit for sure, it is no stop: Page Up and Page Down move it from its ends.
          <div
            className={styles.window}
            data-set={windowed || undefined}
            style={frame}
            onPointerDown={windowed ? grab('window') : undefined}
          />
        )}
        {thumb('from')}
        {thumb('to')}
        {under && (
          <output
            className={styles.tip}
            // As far along its own width as along the axis: so no end of it leaves the axis.
            style={{ '--at': percent((hovered ?? 0) + 0.5) } as CSSProperties}
          >
            {messages.time.bin(
              unit === 'WEEK' || unit === 'DAY' ? rangeText(under.from, under.to) : dateText(under.label),
              under.n,
              under.n - under.certain,
            )}
          </output>
        )}
      </div>
      <div className={styles.ticks} aria-hidden="true">
        {ticksOf(bins, width > 0 ? Math.ceil((bins.length / width) * 74) : bins.length, monthName).map(
          ({ index, text }) => (
            <span key={index} style={{ insetInlineStart: percent(index) }}>
              {text}
            </span>
          ),
        )}
      </div>
    </div>
  );
}

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The whole window, by its own width: page after page through time. */
const PAGES: Record<string, number> = { PageUp: -1, PageDown: 1 };

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
