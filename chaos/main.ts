import { parseArgs } from 'node:util';
import { run } from './run.ts';

/** A run ends after so many deaths: then its channels are compared. */
const KILLS_A_RUN = 30;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '30' },
    processes: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
    feeds: { type: 'string', default: '2000' },
    subscriptions: { type: 'string', default: '10000' },
    verbose: { type: 'boolean', default: false },
  },
});
const [seed, kills, processes] = [Number(values.seed), Number(values.kills), Number(values.processes)];
const [minutes, feeds, subscriptions] = [
  Number(values.minutes),
  Number(values.feeds),
  Number(values.subscriptions),
];
const counts = [kills, processes, feeds, subscriptions];
if (![seed, ...counts].every(Number.isSafeInteger) || Math.min(minutes, ...counts) <= 0) {
  process.stderr.write(
    'Usage: npm run chaos -- [--seed WHOLE_NUMBER] [--kills 1_OR_MORE] [--verbose]\n' +
      '       npm run chaos -- --processes 2_OR_MORE [--minutes 10] [--feeds 2000] [--subscriptions 10000]\n',
  );
  process.exit(2);
}
if (processes > 1) {
  const options = { seed, processes, minutes, feeds, subscriptions, verbose: values.verbose };
  process.exit(await (await import('./several.ts')).several(options));
}

const from = performance.now();
const total = { kills: 0, owed: 0, lost: 0, twice: 0, violations: 0, faults: 0 };
const starts: number[] = [];
const faults: Record<string, number> = {};

let interrupted = false;
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

/** Ends after the run at hand, with the summary; a second Ctrl-C ends at once. */
function stop(): void {
  interrupted = true;
  process.stderr.write('\nending after this run\n');
}

function progress(): void {
  if (!process.stderr.isTTY) {
    if (total.kills % KILLS_A_RUN === 0) process.stderr.write(`${total.kills}/${kills} kills\n`);
    return;
  }
  const done = Math.round((30 * total.kills) / kills);
  const bar = `${'█'.repeat(done)}${'░'.repeat(30 - done)}`;
  process.stderr.write(`\r${bar} ${total.kills}/${kills} kills, ${total.lost} lost, ${total.twice} twice `);
}

for (let index = 0; total.kills < kills && !interrupted; index++) {
  const own = seed + index;
  const result = await run(own, Math.min(KILLS_A_RUN, kills - total.kills), () => {
    total.kills += 1;
    progress();
  });
  total.owed += result.owed;
  total.lost += result.lost.length;
  total.twice += result.twice.length;
  total.violations += result.violations.length;
  starts.push(...result.starts);
  for (const [name, times] of Object.entries(result.faults)) faults[name] = (faults[name] ?? 0) + times;
  for (const line of result.lost) process.stdout.write(`\nseed ${own}: lost: ${line}`);
  for (const line of result.twice) process.stdout.write(`\nseed ${own}: twice: ${line}`);
  for (const line of result.violations) process.stdout.write(`\nseed ${own}: refused: ${line}`);
  if (result.kept !== undefined) process.stdout.write(`\nseed ${own}: its store is left in ${result.kept}`);
  if (values.verbose) for (const line of result.errors) process.stdout.write(`\nseed ${own}: ${line}`);
}
progress();

starts.sort((a, b) => a - b);
const median = starts[Math.floor(starts.length / 2)] ?? 0;
for (const [name, times] of Object.entries(faults).sort()) process.stdout.write(`\n${name}: ${times}`);
process.stdout.write(
  `\n${total.kills} kills, ${total.owed} owed, ${total.lost} lost, ${total.twice} twice, ${total.violations} refused; ` +
    `start to ready ${Math.round(median)} ms (median); ${Math.round((performance.now() - from) / 1_000)} s; seed ${seed}\n`,
);
process.exit(total.lost + total.twice + total.violations > 0 ? 1 : 0);
