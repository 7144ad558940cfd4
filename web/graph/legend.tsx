// What the picture's signs mean, built from the same scales that draw it. Stances and kinds are switches: what is switched
// off stays listed with its number of claims, so that nothing is hidden without a trace.

import { useState } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import type { Stance } from '../gql/generated.ts';
import { FacetsOf } from '../gql/generated.ts';
import { useQueryState } from '../gql/queries.ts';
import { count, messages } from '../messages.ts';
import { BINS } from '../view/balance.ts';
import type { CanvasProps, NetworkNode } from '../view/contracts.ts';
import type { TargetKind } from '../view/view-state.ts';
import { STANCES, TARGET_KINDS } from '../view/view-state.ts';
import styles from './canvas.module.css';
import { canvasMessages } from './messages.ts';
import { breakpoints, widthScale } from './scales.ts';
import type { Shape } from './shapes.ts';
import { shapeOf } from './shapes.ts';

type Props = Pick<CanvasProps, 'network' | 'filter' | 'legend' | 'onLegend'>;

export function Legend({ network, filter, legend, onLegend }: Props) {
  const [open, setOpen] = useState(false);
  const counts = network.edges.map(({ n }) => n);
  return (
    <section className={styles.legend} aria-label={canvasMessages.legend} data-open={open || undefined}>
      <Ramp />
      {open ? (
        <>
          <Stances filter={filter} legend={legend} onLegend={onLegend} />
          <Kinds legend={legend} onLegend={onLegend} />
          <Shapes nodes={network.nodes} />
          <Widths counts={counts} />
        </>
      ) : (
        <p className={styles.signs}>
          {STANCES.map((stance) => (
            <span key={stance}>
              <Line stance={stance} /> {messages.stance[stance]}
            </span>
          ))}
          <span>{canvasMessages.widths(breakpoints(counts))}</span>
        </p>
      )}
      <Button className={styles.quiet ?? ''} onPress={() => setOpen(!open)} aria-expanded={open}>
        {open ? canvasMessages.hideLegend : canvasMessages.legend}
      </Button>
    </section>
  );
}

function Ramp() {
  return (
    <div className={styles.ramp} aria-hidden="true">
      {BINS.map((bin) => (
        <i key={bin} style={{ background: `var(--${bin})` }} />
      ))}
    </div>
  );
}

/** Every stance, with all its claims: a stance that is switched off has its count too. */
function Stances({ filter, legend, onLegend }: Omit<Props, 'network'>) {
  const { stances: _off, ...rest } = filter;
  const asked = useQueryState(FacetsOf, { filter: rest, fields: ['stances'], first: STANCES.length });
  const counts = new Map(asked.data?.facets[0]?.values.map(({ value, n }) => [value, n]));
  const shown = legend.stances.length === 0 ? STANCES : legend.stances;
  const toggle = (stance: Stance) => {
    const next = shown.includes(stance) ? shown.filter((other) => other !== stance) : [...shown, stance];
    onLegend({
      stances: next.length === STANCES.length || next.length === 0 ? [] : STANCES.filter((one) => next.includes(one)),
    });
  };
  return (
    <div className={styles.group}>
      {STANCES.map((stance) => (
        <ToggleButton
          key={stance}
          className={styles.switch ?? ''}
          isSelected={shown.includes(stance)}
          onChange={() => toggle(stance)}
        >
          <Line stance={stance} />
          <span>{messages.stance[stance]}</span>
          <span className={styles.count}>{count(counts.get(stance) ?? 0)}</span>
        </ToggleButton>
      ))}
    </div>
  );
}

function Kinds({ legend, onLegend }: Pick<Props, 'legend' | 'onLegend'>) {
  const toggle = (kind: TargetKind) => {
    const shown = legend.targetKinds;
    const next = shown.includes(kind) ? shown.filter((other) => other !== kind) : [...shown, kind];
    onLegend({ targetKinds: next.length === 0 ? ['ACTOR'] : TARGET_KINDS.filter((one) => next.includes(one)) });
  };
  return (
    <div className={styles.group}>
      <p className={styles.heading}>{canvasMessages.kindLegend}</p>
      <div className={styles.row}>
        {TARGET_KINDS.map((kind) => (
          <ToggleButton
            key={kind}
            className={styles.kind ?? ''}
            isSelected={legend.targetKinds.includes(kind)}
            onChange={() => toggle(kind)}
          >
            {canvasMessages.kinds[kind]}
          </ToggleButton>
        ))}
      </div>
    </div>
  );
}

function Shapes({ nodes }: { nodes: readonly NetworkNode[] }) {
  const present = new Map<Shape, { name: string; n: number }>();
  for (const node of nodes) {
    const shape = shapeOf(node);
    const name = node.actorKind === null ? messages.recordKind[node.kind] : messages.actorKind[node.actorKind];
    present.set(shape, { name, n: (present.get(shape)?.n ?? 0) + 1 });
  }
  return (
    <ul className={styles.shapes}>
      {[...present].map(([shape, { name, n }]) => (
        <li key={shape}>
          <Glyph shape={shape} />
          {name} <span className={styles.count}>{count(n)}</span>
        </li>
      ))}
    </ul>
  );
}

function Widths({ counts }: { counts: readonly number[] }) {
  const width = widthScale(Math.max(1, ...counts));
  return (
    <div className={styles.widths}>
      {breakpoints(counts).map((n) => (
        <span key={n}>
          <i style={{ blockSize: width(n) }} aria-hidden="true" /> {messages.claims(n)}
        </span>
      ))}
      <span>{canvasMessages.sizeLegend}</span>
    </div>
  );
}

const COLOURS: Record<Stance, string> = {
  SUPPORTS: 'var(--s2)',
  OPPOSES: 'var(--o2)',
  NEUTRAL: 'var(--n0)',
  MIXED: 'var(--o2)',
};
const DASHES: Partial<Record<Stance, string>> = { OPPOSES: '6 5', NEUTRAL: '0.5 5' };

function Line({ stance }: { stance: Stance }) {
  return (
    <svg className={styles.line} viewBox="0 0 34 8" aria-hidden="true">
      <path
        d="M2 4H32"
        stroke={COLOURS[stance]}
        strokeWidth="3"
        strokeLinecap={stance === 'MIXED' ? 'butt' : 'round'}
        strokeDasharray={DASHES[stance]}
      />
      {stance === 'MIXED' && <path d="M2 4H32" stroke="var(--s2)" strokeWidth="3" strokeDasharray="7 7" />}
    </svg>
  );
}

const OUTLINES: Record<Shape, React.ReactNode> = {
  ellipse: <circle cx="8" cy="8" r="6" />,
  ring: (
    <>
      <circle cx="8" cy="8" r="6.5" />
      <circle cx="8" cy="8" r="4" />
    </>
  ),
  'round-rectangle': <rect x="2" y="2" width="12" height="12" rx="3" />,
  'round-hexagon': <path d="M4.5 2h7L15 8l-3.500 6h-7L1 8z" strokeLinejoin="round" />,
  'round-octagon': <path d="M5 1.500h6L14.500 5v6L11 14.500H5L1.500 11V5z" strokeLinejoin="round" />,
  'round-tag': <path d="M2 3h8l4.500 5-4.500 5H2z" strokeLinejoin="round" />,
  diamond: <path d="M8 1.500 14.500 8 8 14.500 1.500 8z" />,
  'round-triangle': <path d="M8 2l6.500 11.500h-13z" strokeLinejoin="round" />,
  rectangle: <rect x="2" y="3.500" width="12" height="9" />,
};

function Glyph({ shape }: { shape: Shape }) {
  return (
    <svg className={styles.glyph} viewBox="0 0 16 16" aria-hidden="true">
      {OUTLINES[shape]}
    </svg>
  );
}
