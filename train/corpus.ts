import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One text of a labelled set; `labels` say strike, diplomacy. `group` keeps what belongs together in one fold. */
export interface LabelledText {
  id: string;
  set: 'articles' | 'case2021';
  title: string;
  text: string;
  publishedAt: number | null;
  strike: boolean;
  diplomacy: boolean;
  /** Fighting on the ground, which the snippets' labels keep apart from strikes; null where not told. */
  battle: boolean | null;
  /** Could go either way, its reader said: left out of every measure. */
  arguable: boolean;
}

/** A one-sentence news bullet with its editors' section. */
export interface Bullet {
  text: string;
  section: 'conflict' | 'relations' | 'law' | 'politics' | 'disaster' | 'other';
}

interface ArticleRow {
  id: string;
  title: string;
  text: string;
  publishedAt: string;
  gold: { strike: boolean; diplomacy: boolean; hard?: string };
}

interface SnippetRow {
  id: string;
  text: string;
  label: 'strike' | 'violence_other' | 'diplomacy' | 'neither';
}

/** The articles and snippets that people labelled; an empty list for a set that isn't in the folder. */
export function readLabelled(folder: string): LabelledText[] {
  const articles = readRows<ArticleRow>(join(folder, 'articles/dev.json'));
  const snippets = readRows<SnippetRow>(join(folder, 'classify/case2021_dev.json'));
  return [
    ...articles.map(({ id, title, text, publishedAt, gold }): LabelledText => {
      const { strike, diplomacy, hard } = gold;
      const arguable = hard?.includes('arguable') === true;
      const at = Date.parse(publishedAt);
      return { id, set: 'articles', title, text, publishedAt: at, strike, diplomacy, battle: null, arguable };
    }),
    ...snippets.map(
      ({ id, text, label }): LabelledText => ({
        ...{ id, set: 'case2021', title: '', text, publishedAt: null, arguable: false },
        strike: label === 'strike',
        diplomacy: label === 'diplomacy',
        battle: label === 'violence_other',
      }),
    ),
  ];
}

const SECTIONS: [RegExp, Bullet['section']][] = [
  [/^(?:AC|Armed)/, 'conflict'],
  [/^(?:IR|International)/, 'relations'],
  [/^(?:LAW|Law)/, 'law'],
  [/^(?:POL|Politics)/, 'politics'],
  [/^(?:DIS|Disasters)/, 'disaster'],
];

/** The bullets of Wikipedia's current events, 2010 to 2023. */
export function readBullets(folder: string): Bullet[] {
  const rows = [
    ...readRows<{ text: string; category: string }>(join(folder, 'classify/wcep_2020_2023.json')),
    ...readRows<{ text: string; category: string }>(join(folder, 'classify/wcep_2010_2021.jsonl')),
  ];
  return rows.map(({ text, category }) => ({
    text,
    section: SECTIONS.find(([pattern]) => pattern.test(category))?.[1] ?? 'other',
  }));
}

function readRows<Row>(path: string): Row[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  if (!path.endsWith('l')) return JSON.parse(text) as Row[];
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}
