// Answers one random question of a store, whole: every page of what comes in pages.

import { parseEdtf, saidKey } from '../../server/domain/dates.ts';
import { OnRecordError } from '../../server/domain/errors.ts';
import { KIND_ORDER } from '../../server/domain/record-kinds.ts';
import type { AnyRecord } from '../../server/domain/records.ts';
import { parseQuery } from '../../server/domain/text.ts';
import type { Store } from '../../server/store/store.ts';
import { searchOf, tallyOf } from './asking.ts';
import type { Question } from './random-graphs.ts';

/** `ends` are the versions that stood when writes had ended. */
export async function answer(store: Store, question: Question, ends: readonly number[]): Promise<unknown> {
  const versionAt = (moment: number | undefined) => (moment === undefined ? undefined : (ends[moment] ?? 1_000_000));
  const at = 'moment' in question ? versionAt(question.moment) : undefined;
  switch (question.ask) {
    case 'claims': {
      const { order, limit, backward, related } = question;
      const filter = { ...question.filter, asOf: at };
      return pages(
        backward,
        (after) => store.claims({ filter, order, limit, backward, after, total: true, related }),
        (item) => (order.startsWith('SAID') ? [saidOf(item.record.saidOn), item.id] : [item.first]),
      );
    }
    case 'attributions': {
      const { order, limit, backward } = question;
      const filter = { ...question.filter, asOf: at };
      return pages(
        backward,
        (after) => store.attributions({ filter, order, limit, backward, after, total: true }),
        ({ said, claim, speaker, target, stance }) => [said, claim, speaker, target, stance],
      );
    }
    case 'tally': {
      const query = { ...question.tally, filter: { ...question.filter, asOf: at } };
      const whole = await tallyOf(store, query);
      const first = await tallyOf(store, { ...query, limit: question.limit });
      const last = first.rows.at(-1);
      const second = last && (await tallyOf(store, { ...query, limit: question.limit, after: last }));
      return { whole, first, second };
    }
    case 'tallies': {
      const many = question.tallies.map(({ tally, filter, moment }) => ({
        ...tally,
        filter: { ...filter, asOf: versionAt(moment) },
      }));
      const answers = await store.tally(many);
      return answers.map((one) => (one instanceof OnRecordError ? { code: one.code, faults: one.faults } : one));
    }
    case 'other': {
      const filter = { ...question.filter, about: [question.about], asOf: at };
      return tallyOf(store, { filter, by: ['other', 'stance'], unit: 'CLAIMS', order: 'COUNT' });
    }
    case 'paths': {
      const { from, to, maxHops, limit, exclude } = question;
      return store.paths({ filter: { ...question.filter, asOf: at }, from, to, maxHops, limit, exclude });
    }
    case 'find': {
      const { list, limit, related } = question;
      const [order] = list.order.split('_');
      return pages(
        list.backward === true,
        (after) => store.find({ ...list, limit, after, related }),
        (item) => {
          if (order === 'RECORDED') return [item.first];
          return [order === 'TITLE' ? titleOf(item.record) : dateOf(item.record), item.id];
        },
      );
    }
    case 'search': {
      const query = parseQuery(question.text);
      const kinds = ['actor', 'event', 'topic', 'source', 'claim'] as const;
      return pages(
        false,
        async (after) => {
          const { hits, more } = await searchOf(store, { query, kinds, limit: question.limit, after });
          return { items: hits, more };
        },
        ({ keys }) => keys,
      );
    }
    case 'getMany':
      return store.getMany(question.ids, at, question.related);
    case 'history': {
      const first = await store.history(question.id, { limit: question.limit });
      const last = first.items.at(-1);
      return [first, last && (await store.history(question.id, { limit: question.limit, before: last.version }))];
    }
    case 'authors':
      return store.authors(question.versions);
    case 'changes': {
      const { limit, batch, kinds } = question;
      const given = { ...(batch !== undefined && { batch }), ...(kinds !== undefined && { kinds }) };
      const first = await store.changes({ after: 3, limit, ...given });
      const last = first.items.at(-1);
      return [first, last && (await store.changes({ after: last.version, limit, ...given }))];
    }
    case 'records': {
      const all: unknown[] = [];
      const given = at === undefined ? {} : { asOf: at };
      for await (const page of store.records({ kinds: KIND_ORDER, ...given })) all.push(...page);
      return all;
    }
    case 'stats':
      return store.stats(at);
  }
}

const MOST_PAGES = 60;

async function pages<T>(
  backward: boolean,
  page: (after: readonly (string | number)[] | undefined) => Promise<{ items: T[]; more: boolean }>,
  keys: (item: T) => readonly (string | number)[],
): Promise<unknown> {
  const walked: unknown[] = [];
  for (let after: readonly (string | number)[] | undefined; walked.length < MOST_PAGES; ) {
    const found = await page(after);
    walked.push(found);
    const last = backward ? found.items[0] : found.items.at(-1);
    if (!found.more || last === undefined) break;
    after = keys(last);
  }
  return walked;
}

function titleOf(record: AnyRecord): string {
  if ('title' in record) return record.title;
  if ('proposition' in record) return record.proposition;
  return 'name' in record ? record.name : record.reason;
}

function dateOf(record: AnyRecord): string {
  if ('saidOn' in record) return saidOf(record.saidOn);
  if ('when' in record) return saidOf(record.when);
  return 'published' in record ? saidOf(record.published) : '';
}

function saidOf(date: string | null): string {
  const bounds = date === null ? null : parseEdtf(date);
  return saidKey(bounds);
}
