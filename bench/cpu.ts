import { existsSync, readFileSync } from 'node:fs';

/** What a process has used of processors, in seconds; NaN where the system has no /proc. */
export function cpuSeconds(pid: number | undefined): number {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return Number.NaN;
  const [user, system] = readFileSync(stat, 'utf8').replace(/^.*\)/, '').trim().split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}
