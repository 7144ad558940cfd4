// What is known of the mutants that were chosen, as text: how many were noticed, in each file too, and every survivor with
// the verdict that a person gave it in verdicts.json.

import { readFileSync } from 'node:fs';
import type { Placed } from './catalogue.ts';
import { confidence } from './sample.ts';
import type { Result } from './trial.ts';

interface Judged {
  /** EQUIVALENT changes nothing that anybody could see; ELSEWHERE is noticed by tests that do not run here. */
  verdict: 'EQUIVALENT' | 'ELSEWHERE' | 'ACCEPTED';
  why: string;
}

const VERDICTS = new URL('verdicts.json', import.meta.url);

export function reportOf(
  all: readonly Placed[],
  eligible: readonly Placed[],
  chosen: readonly Placed[],
  known: ReadonlyMap<string, Result>,
): { text: string; share: number } {
  const judged = JSON.parse(readFileSync(VERDICTS, 'utf8')) as Record<string, Judged>;
  const found = chosen.flatMap((mutant) => {
    const result = known.get(mutant.key);
    return result?.textHash === mutant.textHash ? [{ mutant, ...result }] : [];
  });
  const tried = found.filter(({ verdict }) => verdict !== 'UNSETTLED');
  const isAlive = ({ verdict }: Result) => verdict === 'SURVIVED' || verdict === 'UNREACHED';
  const survivors = tried.filter(isAlive);
  const killed = tried.length - survivors.length;
  const equivalent = survivors.filter(({ key }) => judged[key]?.verdict === 'EQUIVALENT').length;
  const share = tried.length === 0 ? 0 : killed / tried.length;
  const [low, high] = confidence(killed, tried.length);
  const files = [...Map.groupBy(tried, ({ mutant }) => mutant.file)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const folders = [...Map.groupBy(tried, ({ mutant }) => mutant.file.split('/').slice(0, 2).join('/'))].toSorted();
  const line = (name: string, some: readonly Result[]) =>
    `  ${percent(some.filter((one) => !isAlive(one)).length, some.length).padStart(6)}  ${String(some.length - some.filter(isAlive).length).padStart(4)} of ${String(some.length).padEnd(4)} ${name}`;
  const text = [
    `${all.length} mutants in all, ${eligible.length} of them asked about, ${chosen.length} chosen, ${tried.length} tried, ${found.length - tried.length} unsettled (the slow tests are still to be asked)`,
    `killed ${killed} (${tried.filter(({ verdict }) => verdict === 'TIMEOUT').length} by taking too long), survived ${survivors.length} (${survivors.filter(({ verdict }) => verdict === 'UNREACHED').length} reached by no test here, ${equivalent} judged equivalent)`,
    `killed: ${percent(killed, tried.length)}; with 95 % confidence ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} % of those asked about; of those not equivalent: ${percent(killed, tried.length - equivalent)}`,
    '',
    ...folders.map(([folder, some]) => line(folder, some)),
    '',
    ...files.map(([file, some]) => line(file, some)),
    '',
    ...(survivors.length > 0 ? ['Survivors:'] : []),
    ...survivors
      .toSorted((a, b) => a.mutant.id - b.mutant.id)
      .map(({ key, mutant, verdict }) => {
        const judgement = judged[key];
        return [
          `  ${key} ${mutant.file}:${mutant.line} ${mutant.operator}${verdict === 'UNREACHED' ? ' (reached by no test here)' : ''}`,
          `    ${short(mutant.original)}  ->  ${short(mutant.replacement)}`,
          `    ${judgement ? `${judgement.verdict}: ${judgement.why}` : 'no verdict yet'}`,
        ].join('\n');
      }),
  ].join('\n');
  return { text, share };
}

function percent(some: number, of: number): string {
  return of === 0 ? '-' : `${((100 * some) / of).toFixed(1)} %`;
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
