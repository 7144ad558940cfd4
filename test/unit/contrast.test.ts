// Every pair of colours that the page sets on one another, in both themes: 4.5 for words, 3 for lines, fills and edges
// of controls (WCAG 2.2, 1.4.3 and 1.4.11). Read from the theme itself.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Rgb = [number, number, number];

const css = readFileSync(new URL('../../web/theme/tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name ?? '', { light: light ?? '', dark: dark ?? '' }],
  ),
);

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as Rgb;
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
function luminance(hex: string): number {
  const [red, green, blue] = rgb(hex).map(linear) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
function pair(front: string, back: string, theme: 'light' | 'dark'): number {
  const colours = [tokens.get(front), tokens.get(back)];
  if (!colours[0] || !colours[1]) throw new Error(`no token ${front} or ${back}`);
  return contrast(colours[0][theme], colours[1][theme]);
}

const SURFACES = ['paper', 'sheet', 'wash'];
const WORDS: [string, string[]][] = [
  ['ink', [...SURFACES, 'mark']],
  ['ink-2', SURFACES],
  ['ink-3', SURFACES],
  // Words of a stance.
  ['s3', SURFACES],
  ['o3', SURFACES],
  // On a filled button, and in its own reverse.
  ['paper', ['ink']],
  ['sheet', ['ink']],
];
const LINES: [string, string[]][] = [
  ['edge', SURFACES],
  ...['o3', 'o2', 'o1', 'n0', 's1', 's2', 's3'].map((bin): [string, string[]] => [bin, ['paper', 'sheet']]),
];

test('the measure is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

for (const theme of ['light', 'dark'] as const) {
  const each = (pairs: [string, string[]][]) =>
    pairs.flatMap(([front, backs]) => backs.map((back) => [front, back] as const));
  test.each(each(WORDS))(`${theme}: words in %s on %s`, (front, back) => {
    expect(pair(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(each(LINES))(`${theme}: lines in %s on %s`, (front, back) => {
    expect(pair(front, back, theme)).toBeGreaterThanOrEqual(3);
  });
}
