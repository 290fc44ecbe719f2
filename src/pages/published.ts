import type { Digest } from '../digests/digest.ts';
import type { DayFigures } from '../digests/series.ts';

/** A digest as it was sent, to be read outside Discord too. */
export interface Published {
  /** Names the series: all digests of one wish, such as daily of Ukraine at 08:00 in Kyiv. */
  series: string;
  /** The series' title, such as `Daily digest: Ukraine`. */
  title: string;
  /** The language of headlines, and of facts where they were rewritten, such as `fr`. */
  language: string;
  /** The language of all that Sitrep says itself, such as headings; English where absent. */
  spoken?: string;
  /** Whether it left late. */
  late: boolean;
  /** When it was built, Unix milliseconds. */
  at: number;
  digest: Digest;
  /** The days' figures, where it has a chart. */
  days: readonly DayFigures[] | null;
}

/** A window's end as it stands in an address, `20260105T080000Z`, and back; null for what is none. */
export function stampOf(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

export function readStamp(stamp: string): number | null {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(stamp);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : at;
}

/** The path of a series or of one of its digests, below the public address. */
export function pathOf(series: string, until?: number): string {
  return until === undefined ? `/digests/${series}` : `/digests/${series}/${stampOf(until)}`;
}
