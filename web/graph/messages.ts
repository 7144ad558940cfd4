// What the canvas and its legend say; general words come from the page's messages.

import { count, messages } from '../messages.ts';

interface Counts {
  n: number;
  supports: number;
  opposes: number;
  neutral: number;
  mixed: number;
  unsettled: number;
}

export const canvasMessages = {
  label: 'Network of who speaks about whom',
  help: 'Arrow keys go to the nearest record, E to the next edge, Enter opens, plus expands, Escape leaves. The table shows the same records.',
  more: (n: number) => `+${count(n)} more`,
  edgeTip: ({ n, supports, opposes, neutral, mixed, unsettled }: Counts) =>
    [
      messages.claims(n),
      ...(opposes > 0 ? [`${count(opposes)} ${messages.stance.OPPOSES}`] : []),
      ...(supports > 0 ? [`${count(supports)} ${messages.stance.SUPPORTS}`] : []),
      ...(neutral > 0 ? [`${count(neutral)} ${messages.stance.NEUTRAL}`] : []),
      ...(mixed > 0 ? [`${count(mixed)} ${messages.stance.MIXED}`] : []),
      ...(unsettled > 0 ? [`${count(unsettled)} not settled`] : []),
    ].join(', '),
  edgeTitle: (speaker: string, target: string) => `${speaker} about ${target}`,
  nodeTip: (claims: number) => messages.claims(claims),
  layouts: { organic: 'Organic', concentric: 'Around the focus', hierarchy: 'Levels', circle: 'Circle by kind' },
  layout: 'Layout',
  arranging: (share: number) => `Arranging, ${Math.round(share * 100)} %`,
  stop: 'Stop',
  fit: 'Fit',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  undo: 'Undo move',
  unpin: (n: number) => `Unpin ${count(n)}`,
  arrange: 'Arrange anew',
  legend: 'Legend and switches',
  widths: (numbers: readonly number[]) =>
    `width: ${numbers.map(count).join(' · ')} ${numbers.at(-1) === 1 ? 'claim' : 'claims'}`,
  hideLegend: 'Hide legend',
  kindLegend: 'Spoken about',
  sizeLegend: 'Size: claims in this network',
  focusNode: (name: string, claims: number, edges: number) =>
    `${name}, ${messages.claims(claims)}, ${messages.relations(edges)}`,
  kinds: { ACTOR: 'actors', EVENT: 'events', TOPIC: 'topics', CLAIM: 'claims' } as Record<string, string>,
};
