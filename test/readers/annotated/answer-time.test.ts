import { afterEach, describe, expect, it } from 'vitest';
import { timeIn } from '../../../src/readers/annotated/answer-time.ts';
import { attributeValues } from '../../../src/readers/annotated/attribute-values.ts';

const iso = (cell: string) => {
  const time = timeIn(cell);
  return time === null ? null : new Date(time).toISOString();
};

describe('a time without a zone', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  // In Berlin, the clock goes from 02:00 to 03:00 in this night.
  it.each(['UTC', 'Europe/Berlin', 'America/New_York'])('is UTC on a machine in %s', (machine) => {
    process.env.TZ = machine;
    expect(new Date(2026, 6, 1).getTimezoneOffset()).toBe(
      { UTC: 0, 'Europe/Berlin': -120, 'America/New_York': 240 }[machine],
    );
    for (const cell of [
      '2026-03-29T02:30:00',
      '2026-03-29 02:30:00',
      '2026-03-29 02:30:00.000000',
      '2026-3-29 2:30',
      '2026/03/29 02:30',
      'Mar 29, 2026 2:30 AM',
      '29-Mar-2026 02:30',
    ])
      expect(iso(cell), cell).toBe('2026-03-29T02:30:00.000Z');
    for (const cell of ['2026-03-29', '2026/03/29', '29-Mar-2026', 'March 29, 2026'])
      expect(iso(cell), cell).toBe('2026-03-29T00:00:00.000Z');
    const between = timeIn('2026-03-29 03:00:30')! - timeIn('2026-03-29 01:59:30')!;
    expect(between).toBe(61 * 60_000);
    expect(attributeValues(['2026-03-29 02:30', '2026-03-30 12:00']).values).toEqual([
      '2026-03-29T02:30:00.000Z',
      '2026-03-30T12:00:00.000Z',
    ]);
  });

  it.each([
    ['2026-03-29T02:30:00Z', '02'],
    ['2026-03-29 02:30:00 UTC', '02'],
    ['2026-03-29T02:30:00.000+02:00', '00'],
    ['2026-03-29 02:30:00-0500', '07'],
    ['2026-03-29 02:30 EST', '07'],
    ['Mar 29, 2026 2:30 AM PDT', '09'],
    ['Sun Mar 29 2026 02:30:00 GMT+0200 (CEST)', '00'],
  ])('is told from %s', (cell, hour) => {
    process.env.TZ = 'Asia/Tokyo';
    expect(iso(cell)).toBe(`2026-03-29T${hour}:30:00.000Z`);
  });
});

describe('a number as a time', () => {
  it.each([
    ['1767000000', '2025-12-29T09:20:00.000Z'],
    ['1767000000.25', '2025-12-29T09:20:00.250Z'],
    ['1767000000250', '2025-12-29T09:20:00.250Z'],
    ['1767000000250000', '2025-12-29T09:20:00.250Z'],
    ['1767000000250000000', '2025-12-29T09:20:00.250Z'],
    ['1.767e18', '2025-12-29T09:20:00.000Z'],
  ])('since 1970 is %s in its unit', (cell, time) => {
    expect(iso(cell)).toBe(time);
  });

  it.each([
    ['20240501101530', '2024-05-01T10:15:30.000Z'],
    ['20240501101530.0', '2024-05-01T10:15:30.000Z'],
    ['20240501101530123', '2024-05-01T10:15:30.123Z'],
    ['202405011015', '2024-05-01T10:15:00.000Z'],
    ['19991231235959', '1999-12-31T23:59:59.000Z'],
  ])('is read from the digits of %s', (cell, time) => {
    expect(iso(cell)).toBe(time);
  });

  it.each([
    '20241301101530',
    '20240230101530',
    '20240501251530',
    '31240501101530',
    '20240501',
    '99999999',
    '31767000000',
    '1e20',
    '-1767000000',
  ])('is not %s', (cell) => {
    expect(timeIn(cell)).toBeNull();
  });
});
