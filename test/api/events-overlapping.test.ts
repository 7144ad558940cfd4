// Events whose time overlaps that of another one, on dates of every kind.

import { expect, test } from 'vitest';
import { event } from '../fixtures/records.ts';
import { openWorld } from '../support/world.ts';
import { save } from '../support/writing.ts';

const TIMES = {
  evt_day: '2021-06-15',
  evt_eve: '2021-05-31',
  evt_month: '2021-06',
  evt_none: null,
  evt_since: '2021-06-20/..',
  evt_until: '../2021-06-10',
  evt_year: '2020',
};

test.each([
  ['evt_day', {}, 'day month'],
  ['evt_month', {}, 'day month since until'],
  ['evt_since', {}, 'month since'],
  ['evt_until', {}, 'eve month until year'],
  ['evt_until', { from: '2021-01-01' }, 'eve month until'],
  ['evt_month', { to: '2021-06-12' }, 'month until'],
  ['evt_none', {}, ''],
] as const)('with %s %j: %s', async (overlaps, more, ids) => {
  const world = await openWorld();
  await save(world.store, ...Object.entries(TIMES).map(([id, when]) => event({ id, when })));
  const { data } = await world.ask(
    'query ($filter: EventFilter) { events(filter: $filter, orderBy: TITLE_ASC, first: 100) { nodes { id } } }',
    { filter: { overlaps, ...more } },
  );
  const found = data.events.nodes.map(({ id }: { id: string }) => id.slice(4)).toSorted();
  expect(found).toEqual(ids.split(' ').filter((id) => id !== ''));
  await world.close();
});
