import { expect, it } from 'vitest';
import { closest } from '../../server/domain/closest.ts';

const fields = ['speakers', 'saidOn', 'directSpeech', 'externalIds', 'at', 'in'];

it.each([
  ['speaker', 'speakers'],
  ['spaekers', 'speakers'],
  ['said_on', 'saidOn'],
  ['DirectSpeech', 'directSpeech'],
  ['external-id', 'externalIds'],
  ['subject', null],
  ['xy', null],
  ['', null],
  ['speakers'.repeat(20), null],
])('finds what %s was meant to be', (given, meant) => {
  expect(closest(given, fields)).toBe(meant);
});
