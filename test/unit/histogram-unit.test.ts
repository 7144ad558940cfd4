// How wide a bin is where nobody says: by how many days there are to draw.

import { expect, test } from 'vitest';
import { unitFor } from '../../server/services/explore.ts';

test.each([
  [1, 'DAY'],
  [62, 'DAY'],
  [63, 'WEEK'],
  [400, 'WEEK'],
  [401, 'MONTH'],
  // 15 years of at most 366 days.
  [5_490, 'MONTH'],
  [5_491, 'YEAR'],
])('%i days by %s', (days, unit) => {
  expect(unitFor(days)).toBe(unit);
});
