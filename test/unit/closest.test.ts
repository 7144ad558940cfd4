import { expect, it } from 'vitest';
import { closest } from '../../server/domain/closest.ts';

const fields = ['speakers', 'saidOn', 'directSpeech', 'externalIds', 'at', 'in'];

it.each([
  ['speaker', 'speakers'],
  ['spaekers', 'speakers'],
  ['said_on', 'saidOn'],
  ['ta', 'at'],
  ['DirectSpeech', 'directSpeech'],
  ['external-id', 'externalIds'],
  ['subject', null],
  ['xy', null],
  ['', null],
])('finds what %s was meant to be', (given, meant) => {
  expect(closest(given, fields)).toBe(meant);
});

it('does not look at long words, which would take long', () => {
  const long = 'x'.repeat(65);
  expect(closest(long, [`${long}y`])).toBeNull();
});
