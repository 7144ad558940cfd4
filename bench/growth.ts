// How times grow with the set, as a picture: bench/growth.svg, in the colours of whoever looks at it.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { short, whole } from './table.ts';

export interface Point {
  claims: number;
  milliseconds: number;
}

/** One curve of one panel. */
export interface Curve {
  panel: string;
  store: string;
  points: Point[];
}

const FILE = fileURLToPath(new URL('./growth.svg', import.meta.url));
const [WIDTH, HEIGHT, GAP] = [300, 190, 20];
const EDGE = { left: 46, right: 16, top: 30, bottom: 34 };
const STYLE = `
text { font: 11px system-ui, sans-serif; fill: #57534e }
.title { font-weight: 600; fill: #1c1917 }
.line { stroke: #e7e5e4 }
.sqlite { stroke: #1d4ed8; fill: none; stroke-width: 2 } .sqlite.dot, text.sqlite { fill: #1d4ed8; stroke: none }
.neo4j { stroke: #b45309; fill: none; stroke-width: 2; stroke-dasharray: 5 3 } .neo4j.dot, text.neo4j { fill: #b45309; stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #a8a29e } .title { fill: #f5f5f4 } .line { stroke: #44403c }
  .sqlite { stroke: #93c5fd } .sqlite.dot, text.sqlite { fill: #93c5fd }
  .neo4j { stroke: #fcd34d } .neo4j.dot, text.neo4j { fill: #fcd34d }
}`;

export function drawGrowth(curves: readonly Curve[]): void {
  const panels = [...Map.groupBy(curves, ({ panel }) => panel)];
  const width = panels.length * (WIDTH + GAP) - GAP;
  const body = panels.map(([name, own], index) => panelOf(name, own, index * (WIDTH + GAP))).join('\n');
  writeFileSync(
    FILE,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" role="img" aria-label="How times grow with the number of claims">
<style>${STYLE}</style>
${body}
</svg>
`,
  );
}

/** Both axes are logarithmic: what grows in proportion is a straight line at 45 degrees, what stays the same a level one. */
function panelOf(name: string, curves: readonly Curve[], left: number): string {
  const points = curves.flatMap((curve) => curve.points);
  const x = scale(
    points.map(({ claims }) => claims),
    EDGE.left,
    WIDTH - EDGE.right,
  );
  const y = scale(
    points.map(({ milliseconds }) => milliseconds),
    HEIGHT - EDGE.bottom,
    EDGE.top,
  );
  const rules = y.ticks.map(
    (tick) =>
      `<line class="line" x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text x="${EDGE.left - 6}" y="${y.at(tick) + 4}" text-anchor="end">${tick}</text>`,
  );
  const below = x.ticks.map(
    (tick) => `<text x="${x.at(tick)}" y="${HEIGHT - EDGE.bottom + 16}" text-anchor="middle">${shortened(tick)}</text>`,
  );
  const drawn = curves.map(({ store, points: own }) => {
    const points = own.map(({ claims, milliseconds }) => [x.at(claims), y.at(milliseconds)] as const);
    const dots = points.map(
      ([cx, cy], index) =>
        `<circle class="${store} dot" cx="${cx}" cy="${cy}" r="3"><title>${store}: ${short(own[index]?.milliseconds ?? 0)} ms at ${whole(own[index]?.claims ?? 0)} claims</title></circle>`,
    );
    const [endX = 0, endY = 0] = points.at(-1) ?? [];
    return `<polyline class="${store}" points="${points.map((point) => point.join(',')).join(' ')}"/>${dots.join('')}<text class="${store}" x="${endX}" y="${endY - 7}" text-anchor="end">${store}</text>`;
  });
  return `<g transform="translate(${left} 0)">
<text class="title" x="${EDGE.left}" y="14">${name}</text>
${rules.join('')}
${below.join('')}
<text x="${WIDTH - EDGE.right}" y="${HEIGHT - 4}" text-anchor="end">claims</text>
${drawn.join('\n')}
</g>`;
}

interface Scale {
  at(value: number): number;
  /** Powers of ten. */
  ticks: number[];
}

function scale(values: readonly number[], from: number, to: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    at: (value) => Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10,
    ticks: Array.from({ length: high - low + 1 }, (_, step) => Number((10 ** (low + step)).toPrecision(1))),
  };
}

function shortened(claims: number): string {
  if (claims >= 1_000_000) return `${claims / 1_000_000} m`;
  return claims >= 1_000 ? `${claims / 1_000} k` : String(claims);
}
