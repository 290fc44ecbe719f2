import { toneAccent } from './accent.ts';
import { type Chart, chartAlt } from './chart.ts';
import { line } from './fit.ts';
import { message, pressButton } from './layout.ts';
import { mapAlt, type RegionMap } from './map.ts';
import type { MessageBody, MessageFile } from './message.ts';
import { counted, grouped } from './wording.ts';

/** A chart with its sums in words and a button to its figures; `arg` is what the button asks for. */
export function chartMessage(chart: Chart, title: string, arg: string): MessageBody {
  const sum = (measure: 'attacks' | 'killed' | 'injured' | 'launched' | 'intercepted' | 'talks') =>
    chart.days.reduce((all, day) => all + day[measure], 0);
  const words = [
    counted(sum('attacks'), 'attack'),
    ...(['killed', 'injured', 'launched', 'intercepted'] as const).map(
      (measure) => `${grouped(sum(measure))} ${measure}`,
    ),
  ].join(' · ');
  return pictureMessage({ name: 'chart.png', kind: 'chart', chart }, chartAlt(chart), title, words, {
    list: 'stats',
    arg,
  });
}

/** A map with the number of its places and a button to them. */
export function mapMessage(map: RegionMap, title: string, arg: string): MessageBody {
  const words = counted(map.sites.length, 'place');
  return pictureMessage({ name: 'map.png', kind: 'map', map }, mapAlt(map), title, words, {
    list: 'map',
    arg,
  });
}

function pictureMessage(
  file: MessageFile,
  alt: string,
  title: string,
  words: string,
  { list, arg }: { list: 'stats' | 'map'; arg: string },
): MessageBody {
  return {
    ...message(
      [
        { kind: 'text', text: `### ${line(title, 150, 'Picture')}\n${words}` },
        { kind: 'pictures', pictures: [{ name: file.name, alt }] },
        { kind: 'buttons', buttons: [pressButton('CSV', { kind: 'list', list, arg, page: 1 })] },
      ],
      toneAccent('info'),
    ),
    files: [file],
  };
}

/** A table as a file, for its reader alone. */
export function tableMessage(name: string, text: string, title: string): MessageBody {
  return {
    ...message(
      [
        { kind: 'text', text: `### ${line(title, 150, 'Table')}` },
        { kind: 'file', name },
      ],
      toneAccent('info'),
    ),
    files: [{ name, kind: 'text', text }],
  };
}
