import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { recordPrinted, writeAccuracyPage } from './accuracy_page.ts';
import { evaluateAirforce } from './airforce.ts';
import { evaluateAlerts, evaluateWeek } from './alerts.ts';
import { evaluateArticles } from './articles.ts';
import { evaluateCase2021 } from './case2021.ts';
import { evaluateClassify } from './classify.ts';
import { evaluateDigests } from './digest.ts';
import { evalFeeds } from './feeds.ts';
import { evaluateMuc4 } from './muc4.ts';
import { evaluateSeed } from './seed.ts';
import { evaluateStories } from './stories.ts';
import { learnStories } from './stories_learn.ts';

/** What one evaluation says: null or false where its set isn't in the folder, `fail` where a bound is broken. */
type Answer = 'done' | 'absent' | 'fail';

interface Evaluation {
  name: string;
  /** Asked for by this name too. */
  group: 'reports' | 'feeds' | 'stories' | 'alerts' | 'digest';
  run(data: string, errors: boolean): Answer | Promise<Answer>;
}

const there = (found: boolean): Answer => (found ? 'done' : 'absent');
const bound = (kept: boolean | null): Answer => (kept === null ? 'absent' : kept ? 'done' : 'fail');

const EVALUATIONS: readonly Evaluation[] = [
  { name: 'seed', group: 'reports', run: (data) => bound(evaluateSeed(data)) },
  { name: 'articles', group: 'reports', run: (data, errors) => there(evaluateArticles(data, errors)) },
  { name: 'classify', group: 'reports', run: (data, errors) => there(evaluateClassify(data, errors)) },
  { name: 'case2021', group: 'reports', run: (data, errors) => there(evaluateCase2021(data, errors)) },
  { name: 'airforce', group: 'reports', run: (data, errors) => there(evaluateAirforce(data, errors)) },
  { name: 'muc4', group: 'reports', run: (data, errors) => there(evaluateMuc4(data, errors)) },
  {
    name: 'feeds',
    group: 'feeds',
    run: async (data) => {
      const { suites, replays } = await evalFeeds(data);
      return there(suites.length + replays.length > 0);
    },
  },
  { name: 'stories', group: 'stories', run: (data, errors) => there(evaluateStories(data, errors)) },
  { name: 'alerts', group: 'alerts', run: async (data) => bound(await evaluateAlerts(data)) },
  { name: 'week', group: 'alerts', run: (data, errors) => there(evaluateWeek(data, errors)) },
  { name: 'digest', group: 'digest', run: (data, errors) => bound(evaluateDigests(data, errors)) },
];

const PAGE = 'docs/accuracy.md';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '../shared/data' },
    errors: { type: 'boolean', default: false },
    'learn-stories': { type: 'boolean', default: false },
  },
});

const chosen = EVALUATIONS.filter(
  ({ name, group }) => positionals.length === 0 || positionals.includes(name) || positionals.includes(group),
);
const unknown = positionals.filter(
  (each) => !EVALUATIONS.some(({ name, group }) => name === each || group === each),
);
if (unknown.length > 0) {
  console.error(
    `No evaluation is called ${unknown.join(', ')}. There are ${EVALUATIONS.map(({ name }) => name).join(', ')}, and reports for the first six.`,
  );
  process.exitCode = 1;
} else if (!existsSync(values.data)) {
  console.log(`Nothing to measure with: there is no folder ${values.data} (give another with --data DIR).`);
} else if (values['learn-stories']) {
  const learned = learnStories(values.data);
  console.log(
    learned ? 'Written to src/stories/weights.json.' : 'The sets of stories/ are not in the folder.',
  );
} else {
  const measured = new Map<string, string>();
  for (const { name, run } of chosen) {
    const { answer, printed } = await recordPrinted(() => run(values.data, values.errors));
    if (answer === 'absent') console.log(`${name}: its set is not in the folder, left out.`);
    else measured.set(name, printed);
    if (answer === 'fail') process.exitCode = 1;
  }
  // The page tells of the whole folder's figures, without the lists of errors.
  if (!values.errors && values.data === '../shared/data') {
    writeAccuracyPage(
      PAGE,
      measured,
      EVALUATIONS.map(({ name }) => name),
    );
    console.log(`\nWritten to ${PAGE}.`);
  }
}
