// The stored text of a source, set like an article. The marked words are scrolled into view; other quoted words are
// underlined, and pressing on them chooses them.

import { type MouseEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import { canHighlight, rangesIn, useHighlight } from './highlights.ts';
import { quotesMessages } from './messages.ts';
import { type Paragraph, type Piece, paragraphsOf, piecesOf, pointAt, type Span } from './positions.ts';
import styles from './stored-text.module.css';

export interface StoredTextProps {
  text: string;
  language: string | null;
  marked: readonly Span[];
  /** Other positions that are quoted. */
  quoted?: readonly Span[];
  /** Called with the one of `quoted` that was pressed on. */
  onPick?: (span: Span) => void;
  /** What it stands in scrolls: the page itself stays where it is. */
  inPane?: boolean;
  /** Changes when the marked words are to be shown again. */
  turn?: number;
}

const NONE: readonly Span[] = [];
/** Paragraphs. */
const LONG = 200;

export function StoredText({
  text,
  language,
  marked,
  quoted = NONE,
  onPick,
  inPane = false,
  turn = 0,
}: StoredTextProps) {
  const box = useRef<HTMLDivElement>(null);
  const paragraphs = useMemo(() => paragraphsOf(text), [text]);
  // The list is made anew on every render; this tells whether it is another one.
  const spans = marked.map(spanKey).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  const mark = useMemo(() => marked.flatMap((span) => piecesOf(paragraphs, span)), [paragraphs, spans]);
  const others = useMemo(() => {
    const known = new Set(spans.split(' '));
    return quoted.filter((span) => !known.has(spanKey(span))).flatMap((span) => piecesOf(paragraphs, span));
  }, [paragraphs, quoted, spans]);
  useHighlight(box, 'on-record-quoted', others);
  useHighlight(box, 'on-record-quote', mark);
  useScrollTo(box, mark, turn, inPane);

  const press = (event: MouseEvent) => {
    const point = box.current && pointUnder(event, box.current, paragraphs);
    const span = quoted.find((one) => point !== null && one.start <= point && point < one.end);
    // A selection is being made, not a choice.
    if (span && getSelection()?.isCollapsed) onPick?.(span);
  };

  if (paragraphs.length === 0) return <p className={styles.empty}>{quotesMessages.empty}</p>;
  return (
    // Pressing on quoted words repeats what the list of claims offers to everybody.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
    <div
      ref={box}
      className={styles.text}
      lang={language ?? undefined}
      dir="auto"
      data-long={paragraphs.length > LONG || undefined}
      onClick={onPick && press}
    >
      {paragraphs.map((paragraph, index) => (
        <p key={paragraph.start} data-start={paragraph.start}>
          {canHighlight ? paragraph.text : <Marked text={paragraph.text} pieces={mark} index={index} />}
        </p>
      ))}
    </div>
  );
}

const spanKey = ({ start, end }: Span) => `${start}-${end}`;

/** Where there is no Highlight API. */
function Marked({ text, pieces, index }: { text: string; pieces: readonly Piece[]; index: number }) {
  const [piece, ...further] = pieces.filter(({ paragraph }) => paragraph === index).sort((a, b) => a.from - b.from);
  if (piece === undefined) return text;
  // What is marked already ends no later than the next begins, or is part of it.
  const rest = further.flatMap(({ paragraph, from, to }) =>
    to <= piece.to ? [] : [{ paragraph, from: Math.max(from, piece.to) - piece.to, to: to - piece.to }],
  );
  return (
    <>
      {text.slice(0, piece.from)}
      <mark className={styles.mark}>{text.slice(piece.from, piece.to)}</mark>
      <Marked text={text.slice(piece.to)} pieces={rest} index={index} />
    </>
  );
}

function useScrollTo(box: RefObject<HTMLElement | null>, mark: readonly Piece[], turn: number, inPane: boolean) {
  const first = useRef(true);
  useEffect(() => {
    // Pressed again: the same words, shown again.
    if (mark.length === 0 || turn < 0) return;
    const still = first.current || matchMedia('(prefers-reduced-motion: reduce)').matches;
    first.current = false;
    // After the router has put the page where it wants it.
    const frame = requestAnimationFrame(() => {
      if (box.current) scrollTo(box.current, mark, inPane, still ? 'instant' : 'smooth');
    });
    return () => cancelAnimationFrame(frame);
  }, [box, mark, turn, inPane]);
}

/** Puts the first marked word at a third of the height of the window, or of the pane. */
function scrollTo(box: HTMLElement, mark: readonly Piece[], inPane: boolean, behavior: ScrollBehavior): void {
  const [range] = canHighlight ? rangesIn(box, mark) : [];
  const paragraph = box.children[mark[0]?.paragraph ?? 0];
  const top = (range ?? paragraph)?.getBoundingClientRect().top;
  if (top === undefined) return;
  const pane = inPane ? box.parentElement : null;
  if (pane === null) window.scrollBy({ top: top - innerHeight / 3, behavior });
  else pane.scrollBy({ top: top - pane.getBoundingClientRect().top - pane.clientHeight / 3, behavior });
}

/** The code point of the text under the pointer; null beside it. */
function pointUnder(event: MouseEvent, box: HTMLElement, paragraphs: readonly Paragraph[]): number | null {
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  // Where marks are elements a paragraph has several texts, and the offset counts from the beginning of one of them.
  if (!canHighlight || !caret || !(caret.offsetNode instanceof Text)) return null;
  const index = [...box.children].findIndex((child) => child.contains(caret.offsetNode));
  const paragraph = paragraphs[index];
  return paragraph ? pointAt(paragraph, caret.offset) : null;
}
