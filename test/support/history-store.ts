// A store with a past: claims retracted, disputed, rejected and proposed, quotes that moved, were lost or stand twice since
// their text was edited, records judged the same, and judgements taken back. What a copy of it must carry.

import type { StatusChange } from '../../server/services/reviews.ts';
import { createWriteServices } from '../../server/services/write-services.ts';
import { openSqlite } from '../../server/store/sqlite/store.ts';
import type { Store, Stored } from '../../server/store/store.ts';
import { actor, claim, event, quote, source, target, topic, view } from '../fixtures/records.ts';

const BEFORE = 'We support it, and we mean it. Nobody spoke of peace. In the end all agreed.';
const AFTER = 'At last: we support it. In the end all agreed. In the end all agreed. We support it, and we mean it.';

export async function fillWithHistory(path: string): Promise<void> {
  const store = await openSqlite({ path });
  try {
    await fill(store);
  } finally {
    await store.close();
  }
}

async function fill(store: Store): Promise<void> {
  const write = createWriteServices(store, null);
  const authorship = { author: 'ada' };
  const actors = ['act_a', 'act_b', 'act_c', 'act_d'].map((id) => actor({ id }));
  const claims = ['RETRACTED', 'DISPUTED', 'REJECTED', 'PROPOSED', 'ACCEPTED'].map((status) =>
    claim({
      id: `clm_${status}`,
      status: 'PROPOSED',
      quotes: [
        quote({ exact: 'we mean it' }),
        quote({ exact: 'Nobody spoke of peace' }),
        quote({ exact: 'In the end all agreed' }),
      ],
      targets: [target('act_b', 'OPPOSES'), target('top_a', 'MIXED'), target('evt_a', 'NEUTRAL')],
      saidOn: '2021-11/..',
    }),
  );
  for (const record of actors) await write.curation.add('actor', { ...record }, authorship);
  await write.curation.add('topic', { ...topic() }, authorship);
  await write.curation.add('source', { ...source({ text: BEFORE }) }, authorship);
  const briefing = source({ id: 'src_briefing', kind: 'BRIEFING', basedOn: ['src_a'] });
  await write.curation.add('source', { ...briefing }, authorship);
  await write.curation.add(
    'event',
    { ...event({ when: '2014-21', quotes: [quote({ exact: 'we mean it' })] }) },
    authorship,
  );
  for (const record of claims) await write.curation.add('claim', { ...record }, authorship);
  await write.curation.add(
    'claim',
    {
      ...claim({
        id: 'clm_about',
        targets: [target('clm_ACCEPTED', 'OPPOSES')],
        quotes: [quote({ exact: 'all agreed', prefix: 'In the end ' })],
      }),
    },
    authorship,
  );
  await write.curation.add(
    'claim',
    {
      ...claim({
        id: 'clm_pieces',
        quotes: [quote({ exact: 'We support it', passage: 1 }), quote({ exact: 'we mean it', passage: 1 })],
      }),
    },
    authorship,
  );
  await write.curation.add('view', { ...view() }, authorship);

  const move = async (id: string, steps: readonly StatusChange['status'][]) => {
    for (const status of steps) {
      const { version } = (await store.getMany([id]))[0] as Stored;
      if (status === 'DISPUTED') await write.reviews.dispute(id, version, 'Two papers say otherwise.', authorship);
      else if (status === 'RETRACTED') await write.reviews.retract(id, version, 'It was a hoax.', authorship);
      else
        await write.reviews.review(
          [{ id, baseVersion: version, status, statusReason: status === 'REJECTED' ? 'Nobody said so.' : null }],
          authorship,
        );
    }
  };
  await move('clm_RETRACTED', ['ACCEPTED', 'RETRACTED']);
  await move('clm_DISPUTED', ['ACCEPTED', 'DISPUTED']);
  await move('clm_REJECTED', ['REJECTED']);
  await move('clm_ACCEPTED', ['ACCEPTED']);
  await write.identity.judge('SAME', 'act_b', 'act_a', 'One state by two names.', authorship);
  const doubtful = await write.identity.judge('SAME', 'act_c', 'act_d', 'It looked so.', authorship);
  await write.identity.withdraw(doubtful.id, doubtful.version, 'It was not so.', authorship);
  await write.identity.judge('DIFFERENT', 'act_c', 'act_d', 'Two men of one name.', authorship);
  const { version } = (await store.getMany(['src_a']))[0] as Stored;
  await write.curation.edit('source', 'src_a', version, { text: AFTER }, authorship);
}
