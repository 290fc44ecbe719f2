import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from '../src/reports/read.ts';
import type { WeaponUse } from '../src/reports/report.ts';
import { line, mark, type Share } from './score.ts';

interface Row {
  date: string;
  title: string;
  sentence?: string;
  /** The drones that the headline or sentence counts. */
  n: number | number[];
  /** The air force's own row of that day; null where none goes with the number. */
  af: null | { drones: number; drones_down: number; missiles: number; missiles_down: number };
}

/**
 * Prints how often the drones counted in a headline or sentence are read right; false where the set isn't there.
 * A row that the air force's daily table knows wants its number as launched. One that it doesn't know is a trap
 * where the number is beyond every night of that table or a ratio ("nine of every ten"): there, silence is right
 * and any drone count an error. The rest are other days or the other side's drones: the number must be said.
 */
export function evaluateAirforce(folder: string, errors: boolean): boolean {
  const path = join(folder, 'extract/airforce_dev.json');
  const nights = join(folder, 'extract/airforce_daily.json');
  if (!existsSync(path) || !existsSync(nights)) return false;
  const rows = JSON.parse(readFileSync(path, 'utf8')) as Row[];
  const daily = JSON.parse(readFileSync(nights, 'utf8')) as Record<string, { drones: number }>;
  const largest = Math.max(...Object.values(daily).map(({ drones }) => drones));
  const counted: Share = { right: 0, of: 0 };
  const traps: Share = { right: 0, of: 0 };
  for (const row of rows) {
    const n = [row.n].flat()[0]!;
    const text = row.sentence ?? '';
    const publishedAt = Date.parse(`${row.date}T12:00:00Z`);
    const { strike } = readReport({ id: row.date, title: row.title, text, publishedAt });
    const drone = strike?.weapons.find((weapon) => weapon.kind === 'drone');
    const trap = row.af === null && (n > 1.2 * largest || / every /.test(row.title));
    const right = trap ? isSilent(drone) : isRead(drone, n, row);
    mark(trap ? traps : counted, right);
    if (errors && !right)
      console.log(
        `  ${trap ? 'trap' : n} read as ${JSON.stringify(drone)}: ${row.title} / ${text.slice(0, 160)}`,
      );
  }
  console.log(`Air force: drones in headlines and sentences (${rows.length})`);
  const all = { right: counted.right + traps.right, of: counted.of + traps.of };
  console.log(line('weapon counts right', all.right / all.of, `${all.right} of ${all.of}`));
  console.log(line('nights', counted.right / counted.of, `${counted.right} of ${counted.of}`));
  console.log(line('traps left alone', traps.right / traps.of, `${traps.right} of ${traps.of}`));
  return true;
}

function isSilent(drone: WeaponUse | undefined): boolean {
  return !drone || (drone.launched === null && drone.intercepted === null && drone.hit === null);
}

function isRead(drone: WeaponUse | undefined, n: number, row: Row): boolean {
  if (!drone) return false;
  if (row.af === null) return drone.launched === n || drone.intercepted === n;
  if (drone.launched !== n) return false;
  return drone.intercepted === null || drone.intercepted === row.af.drones_down;
}
