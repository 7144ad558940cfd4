// How the canvas looks: Cytoscape's stylesheet from the palette. Edges carry their bin, sign and width as data, nodes their
// shape and size; a change of theme or selection never touches data.

import type { StylesheetJson } from 'cytoscape';
import { BINS } from '../view/balance.ts';
import type { Palette } from './palette.ts';

/** Up to this many elements edges are curved and every name is written. */
export const CURVED_UP_TO = 800;

export function stylesheet(palette: Palette, elements: number, sans: string): StylesheetJson {
  const curved = elements <= CURVED_UP_TO;
  return [
    {
      selector: 'node',
      style: {
        shape: 'data(shape)' as 'ellipse',
        width: 'data(size)',
        height: 'data(size)',
        'background-color': palette.sheet,
        'border-color': palette.ink,
        'border-width': 1.5,
        label: 'data(label)',
        color: palette.ink,
        'font-family': sans,
        'font-size': 12,
        'font-weight': 500,
        'text-wrap': 'wrap',
        'text-max-width': '130px',
        'text-valign': 'bottom',
        'text-margin-y': 5,
        'line-height': 1.25,
        'text-outline-color': palette.paper,
        'text-outline-width': 3,
        'text-outline-opacity': 1,
        'min-zoomed-font-size': 8,
        'overlay-opacity': 0,
      },
    },
    { selector: 'node[shape = "ring"]', style: { shape: 'ellipse', 'border-style': 'double', 'border-width': 4.5 } },
    {
      selector: 'node.pinned',
      style: {
        'outline-width': 1.5,
        'outline-color': palette['ink-3'],
        'outline-offset': 4,
        'outline-style': 'dotted',
      } as never,
    },
    { selector: 'node.selected', style: { 'background-color': palette.ink, 'font-weight': 700, 'z-index': 10 } },
    { selector: 'node.end', style: { 'border-width': 3, 'font-weight': 700 } },
    { selector: 'node.end[shape = "ring"]', style: { 'border-width': 7 } },
    {
      selector: 'edge',
      style: {
        'curve-style': curved ? 'unbundled-bezier' : 'straight',
        ...(curved ? { 'control-point-distances': [26], 'control-point-weights': [0.5] } : {}),
        width: 'data(width)',
        'line-cap': 'round',
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.85,
        'source-distance-from-node': 3,
        'target-distance-from-node': 4,
        'overlay-opacity': 0,
        'font-family': sans,
        'font-size': 10.5,
        color: palette['ink-2'],
        'text-outline-color': palette.paper,
        'text-outline-width': 3,
        'text-rotation': 'autorotate',
        'min-zoomed-font-size': 8,
      } as never,
    },
    {
      selector: 'edge:loop',
      style: {
        'curve-style': 'bezier',
        'loop-direction': '-45deg',
        'loop-sweep': '55deg',
        'control-point-step-size': 46,
      },
    },
    ...BINS.map((bin) => ({
      selector: `edge[bin = "${bin}"]`,
      style: { 'line-color': palette[bin], 'target-arrow-color': palette[bin] },
    })),
    { selector: 'edge[sign = "opposes"]', style: { 'line-style': 'dashed', 'line-dash-pattern': [8, 7] } },
    { selector: 'edge[sign = "neutral"]', style: { 'line-style': 'dashed', 'line-dash-pattern': [1, 6] } },
    {
      selector: 'edge[sign = "mixed"]',
      style: {
        'line-fill': 'linear-gradient',
        'line-gradient-stop-colors': [
          palette.o2,
          palette.o2,
          palette.s2,
          palette.s2,
          palette.o2,
          palette.o2,
          palette.s2,
          palette.s2,
          palette.o2,
          palette.o2,
          palette.s2,
          palette.s2,
        ],
        'line-gradient-stop-positions': [0, 16, 16, 33, 33, 50, 50, 66, 66, 83, 83, 100],
        'line-cap': 'butt',
        'target-arrow-color': palette['ink-2'],
        label: 'mixed',
      } as never,
    },
    // Before what is selected: the pointer on a selected edge must not weaken its mark.
    {
      selector: 'edge.hover',
      style: { 'underlay-color': palette.ink, 'underlay-opacity': 0.08, 'underlay-padding': 4 } as never,
    },
    {
      selector: 'edge.selected',
      style: { 'underlay-color': palette.ink, 'underlay-opacity': 0.3, 'underlay-padding': 6, 'z-index': 9 } as never,
    },
    ...(curved ? [] : [{ selector: 'node[claims < 5]', style: { label: '' } }]),
  ];
}
