import { inEnglish, type Say } from '../languages/say.ts';
import { toneAccent } from './accent.ts';
import { type Chart, chartAlt } from './chart.ts';
import { line } from './fit.ts';
import { message, pressButton } from './layout.ts';
import { mapAlt, type RegionMap } from './map.ts';
import type { MessageBody, MessageFile } from './message.ts';

/** A chart with its sums in words and a button to its figures; `arg` is what the button asks for. */
export function chartMessage(chart: Chart, title: string, arg: string, say: Say = inEnglish): MessageBody {
  const sum = (measure: 'attacks' | 'killed' | 'injured' | 'launched' | 'intercepted' | 'talks') =>
    chart.days.reduce((all, day) => all + day[measure], 0);
  const words = [
    say('count.attacks', { count: sum('attacks') }),
    ...(['killed', 'injured', 'launched', 'intercepted'] as const).map((measure) =>
      say(`sum.${measure}`, { count: sum(measure) }),
    ),
  ].join(' · ');
  const file: MessageFile = { name: 'chart.png', kind: 'chart', chart: { ...chart, language: say.language } };
  return pictureMessage(file, chartAlt(chart, say), title, words, { list: 'stats', arg }, say);
}

/** A map with the number of its places and a button to them. */
export function mapMessage(map: RegionMap, title: string, arg: string, say: Say = inEnglish): MessageBody {
  const words = say('count.places', { count: map.sites.length });
  const file: MessageFile = { name: 'map.png', kind: 'map', map: { ...map, language: say.language } };
  return pictureMessage(file, mapAlt(map, say), title, words, { list: 'map', arg }, say);
}

function pictureMessage(
  file: MessageFile,
  alt: string,
  title: string,
  words: string,
  { list, arg }: { list: 'stats' | 'map'; arg: string },
  say: Say,
): MessageBody {
  return {
    ...message(
      [
        { kind: 'text', text: `### ${line(title, 150, say('picture.title'))}\n${words}` },
        { kind: 'pictures', pictures: [{ name: file.name, alt }] },
        { kind: 'buttons', buttons: [pressButton(say('button.csv'), { kind: 'list', list, arg, page: 1 })] },
      ],
      toneAccent('info'),
    ),
    files: [file],
  };
}

/** A table as a file, for its reader alone. */
export function tableMessage(name: string, text: string, title: string, say: Say = inEnglish): MessageBody {
  return {
    ...message(
      [
        { kind: 'text', text: `### ${line(title, 150, say('picture.table'))}` },
        { kind: 'file', name },
      ],
      toneAccent('info'),
    ),
    files: [{ name, kind: 'text', text }],
  };
}
