import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOfNumber, toDay } from '../../server/domain/calendar.ts';
import { dateProblem, parseEdtf, saidKey } from '../../server/domain/dates.ts';
import { OnRecordError } from '../../server/domain/errors.ts';
import { binBounds, binOf, nextBin, TIME_UNITS } from '../../server/domain/time-bins.ts';
import { inWords } from '../support/faults.ts';

const bounds = (text: string): [string | null, string | null] => {
  const { earliest, latest } = parseEdtf(text);
  return [earliest, latest];
};

describe('what a date may mean', () => {
  test.each([
    ['2021-11-18', '2021-11-18', '2021-11-18'],
    ['2021-12', '2021-12-01', '2021-12-31'],
    ['2021', '2021-01-01', '2021-12-31'],
    ['0001', '0001-01-01', '0001-12-31'],
    ['9999-12-31', '9999-12-31', '9999-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['2000-02-29', '2000-02-29', '2000-02-29'],
    ['2014-21', '2014-03-01', '2014-05-31'],
    ['2014-22', '2014-06-01', '2014-08-31'],
    ['2014-23', '2014-09-01', '2014-11-30'],
    ['2014-24', '2014-12-01', '2015-02-28'],
    ['2023-24', '2023-12-01', '2024-02-29'],
    ['9999-24', '9999-12-01', '9999-12-31'],
    ['2022-01-06/2022-01-10', '2022-01-06', '2022-01-10'],
    ['2021-12/2021-12-10', '2021-12-01', '2021-12-10'],
    ['2004-06/2006-08', '2004-06-01', '2006-08-31'],
    ['2021-21/2021-23', '2021-03-01', '2021-11-30'],
    ['2021-11/..', '2021-11-01', null],
    ['../2021-12', null, '2021-12-31'],
    ['2021-11/', '2021-11-01', null],
    ['/2021-12', null, '2021-12-31'],
    ['2020-06~', '2020-06-01', '2020-06-30'],
    ['1984?/2004-06~', '1984-01-01', '2004-06-30'],
    ['202X', '2020-01-01', '2029-12-31'],
    ['20XX', '2000-01-01', '2099-12-31'],
    ['0XXX', '0001-01-01', '0999-12-31'],
    ['2021-XX', '2021-01-01', '2021-12-31'],
    ['2021-XX-XX', '2021-01-01', '2021-12-31'],
    ['2004-06-XX', '2004-06-01', '2004-06-30'],
    ['[2022-01-06..2022-01-10]', '2022-01-06', '2022-01-10'],
    ['[2021-11-18, 2021-12, 2020]', '2020-01-01', '2021-12-31'],
    ['[..2021-12-03]', null, '2021-12-03'],
    ['[2021-12-03, 2022..]', '2021-12-03', null],
    ['2021-11-18T23:30:00-05:00', '2021-11-18', '2021-11-18'],
    ['2021-11-18T23:30:00Z', '2021-11-18', '2021-11-18'],
    ['2021-11-18T23:30:00', '2021-11-18', '2021-11-18'],
  ])('%s', (text, earliest, latest) => {
    expect(bounds(text)).toEqual([earliest, latest]);
  });

  test('marks say approximate, uncertain or both', () => {
    const marks = (text: string) => [parseEdtf(text).approximate, parseEdtf(text).uncertain];
    expect([marks('2021'), marks('2021~'), marks('2021?'), marks('2021%')]).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  test('repeated dates are read once, and not remembered without end', () => {
    const first = parseEdtf('2021-11-18');
    expect(parseEdtf('2021-11-18')).toBe(first);
    for (let number = 1; number <= 10_001; number++) parseEdtf(dayOfNumber(number));
    expect(parseEdtf('2021-11-18')).not.toBe(first);
    expect(parseEdtf('2021-11-18')).toEqual(first);
  });

  test('the text is kept as written', () => {
    expect(parseEdtf('2021-11-18T23:30:00Z').text).toBe('2021-11-18T23:30:00Z');
  });
});

describe('what is refused, and the remedy', () => {
  test.each([
    ['20240101', 'write 2024-01-01'],
    ['202401', 'write 2024-01'],
    ['1704067200000', 'milliseconds'],
    ['2021-13', '01 to 12'],
    ['2021-00', '01 to 12'],
    ['2021-25', '21 to 24'],
    ['2021-21-05', '01 to 12'],
    ['2021-02-30', '2021-02 has the days 01 to 28'],
    ['2021-11-00', '01 to 30'],
    ['1900-02-29', '01 to 28'],
    ['2021-02-30T10:00:00Z', '01 to 28'],
    ['2021-11-18T25:00:00Z', 'write 2021-11-18'],
    ['2021-11-18 10:00', 'write 2021-11-18'],
    ['2021-1-5', 'write 2021-01-05'],
    ['next week', 'not a date'],
    ['', 'empty'],
    [' 2021', 'white space'],
    ['2021\n', 'white space'],
    ['2022-01-10/2022-01-06', 'swap'],
    ['[2022-01-10..2022-01-06]', 'swap'],
    ['2021/2022/2023', 'more than one'],
    ['11/18/2021', 'year-month-day'],
    ['2021/11/18', 'year-month-day'],
    ['../..', 'neither start nor end'],
    ['/', 'neither start nor end'],
    ['..', 'not a date'],
    ['[..2021,2022..]', 'leave the date out'],
    ['[2021', 'closing'],
    ['[2021,,2022]', 'empty entry'],
    ['{2021,2022}', 'all-of'],
    ['2021..2022', 'start/end'],
    ['0000', '0001 to 9999'],
    ['-0044-03-15', '0001 to 9999'],
    ['Y17000', '0001 to 9999'],
    ['12021-01', '0001 to 9999'],
    ['XXXX', 'last'],
    ['2X21', 'known digits after unknown'],
    ['202X-11', 'unknown year'],
    ['2021-XX-15', 'not the month'],
    ['2021?-11', 'level 1'],
    ['202x', 'capital X'],
    ['2021–11', 'hyphen'],
    ['9'.repeat(101), 'longer than 100'],
    ['\u0000\u202e', '"\\u{0000}\\u{202E}"'],
  ])('%j', (text, remedy) => {
    expect(inWords(dateProblem(text))).toContain(remedy);
    expect(() => parseEdtf(text)).toThrow(OnRecordError);
    expect(() => parseEdtf(text)).toThrow(expect.objectContaining({ code: 'INVALID' }));
  });

  test('arbitrary text is answered or refused, never anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789X-/.[],~?%TZ:') }), (text) => {
        if (dateProblem(text) !== null) return;
        const { earliest, latest } = parseEdtf(text);
        expect(earliest ?? latest).toMatch(/^\d{4}-\d\d-\d\d$/);
        if (earliest !== null && latest !== null) expect(earliest <= latest).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});

const anyDayNumber = fc.integer({ min: 1, max: dayNumber('9999-12-31') });
const anyDay = anyDayNumber.map(dayOfNumber);
const anySpan = fc
  .tuple(anyDayNumber, anyDayNumber)
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)].map(dayOfNumber) as [string, string]);

describe('properties', () => {
  test('days and numbers are one to one, in the same order, and agree with the clock of the machine', () => {
    fc.assert(
      fc.property(anyDayNumber, (number) => {
        const day = dayOfNumber(number);
        expect(dayNumber(day)).toBe(number);
        expect(Date.parse(`${day}T00:00:00Z`) / 86_400_000).toBe(number - dayNumber('1970-01-01'));
        if (number > 1) expect(dayOfNumber(number - 1) < day).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what lies outside the calendar is its first day or its last', () => {
    expect([0, -400].map(dayOfNumber)).toEqual(['0001-01-01', '0001-01-01']);
    const last = dayNumber('9999-12-31');
    expect([last, last + 1, last + 400].map(dayOfNumber)).toEqual(['9999-12-31', '9999-12-31', '9999-12-31']);
  });

  test('the last days of every year are in place', () => {
    for (let year = 1; year <= 9999; year++)
      for (const day of [toDay(year, 1, 1), toDay(year, 12, 31)]) expect(dayOfNumber(dayNumber(day))).toBe(day);
  });

  test('a day means itself, and lies within its month, its year and its season', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(bounds(day)).toEqual([day, day]);
        const month = Number(day.slice(5, 7));
        // December opens the winter that January and February close.
        const year = month < 3 ? Number(day.slice(0, 4)) - 1 : Number(day.slice(0, 4));
        const season = `${String(year).padStart(4, '0')}-${month < 3 || month === 12 ? 24 : 20 + Math.floor(month / 3)}`;
        const wider = [day.slice(0, 7), day.slice(0, 4), `${day.slice(0, 7)}-XX`, `${day.slice(0, 3)}X`];
        for (const text of year === 0 ? wider : [...wider, season]) {
          const [earliest, latest] = bounds(text);
          expect(earliest !== null && latest !== null && earliest <= day && day <= latest, text).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('an interval or a set written from two days gives these two back', () => {
    fc.assert(
      fc.property(anySpan, fc.constantFrom('', '?', '~', '%'), ([from, to], mark) => {
        expect(bounds(`${from}/${to}${mark}`)).toEqual([from, to]);
        expect(bounds(`[${from}..${to}]`)).toEqual([from, to]);
        expect(bounds(`[${to},${from}]`)).toEqual([from, to]);
        expect(bounds(`${from}/..`)).toEqual([from, null]);
        expect(bounds(`/${to}`)).toEqual([null, to]);
        if (from !== to) expect(dateProblem(`${to}/${from}`)).toMatchObject({ why: 'ENDS_FIRST' });
      }),
    );
  });

  test('the sort key is the earliest day known, and empty for the undated', () => {
    expect([
      saidKey(null),
      saidKey(parseEdtf('../2021')),
      saidKey(parseEdtf('2021/..')),
      saidKey(parseEdtf('2021')),
    ]).toEqual(['', '2021-12-31', '2021-01-01', '2021-01-01']);
  });
});

describe('bins', () => {
  test.each([
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2008-12-29', '2009-W01'],
    ['2010-01-03', '2009-W53'],
    ['0001-01-01', '0001-W01'],
    ['9999-12-31', '9999-W52'],
  ])('%s is in week %s', (day, week) => {
    expect(binOf(day, 'WEEK')).toBe(week);
  });

  test('a day lies in its bin, bins follow each other without a gap, labels sort in order of time', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...TIME_UNITS), (day, unit) => {
        const label = binOf(day, unit);
        const { from, to } = binBounds(label);
        expect(from <= day && day <= to).toBe(true);
        expect([binOf(from, unit), binOf(to, unit)]).toEqual([label, label]);
        const next = nextBin(label);
        if (next === null) expect(to).toBe('9999-12-31');
        else {
          expect(label < next).toBe(true);
          expect(dayNumber(binBounds(next).from)).toBe(dayNumber(to) + 1);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
