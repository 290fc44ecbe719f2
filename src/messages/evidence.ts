import type { Evidence } from '../reports/report.ts';
import type { Source, Story } from '../stories/story.ts';
import { line } from './fit.ts';
import { day, diplomacyText, listedNames, sentence, tollText, weaponsText } from './wording.ts';

/** Facts in the order in which readers ask for them. */
const FACTS = [
  'killed',
  'injured',
  'tollSource',
  'attacker',
  'places',
  'country',
  'when',
  'weapons',
  'targets',
  'effects',
  'disputes',
  'kind',
  'participants',
  'place',
  'date',
  'topics',
];

interface Quote {
  sentence: string;
  /** What it bears, and how far down it ranks. */
  facts: Map<string, number>;
  publishers: Set<string>;
}

/**
 * Each sentence that bears facts of the story, quoted once with the facts that stand in it and the publishers that
 * wrote it: `**2 killed · Where: Kyiv**`, `> “…”`, `-# Publisher`. The gravest facts first, then the newest source.
 * @param isWanted by the path of the fact's field; all where absent
 */
export function evidenceQuotes(story: Story, isWanted: (field: string) => boolean = () => true): string[] {
  const quotes = new Map<string, Quote>();
  for (const source of story.sources.toReversed()) {
    for (const evidence of source.evidence) {
      const text = line(evidence.sentence, 350);
      if (text === '' || !isWanted(evidence.field)) continue;
      const quote = quotes.get(text) ?? { sentence: text, facts: new Map(), publishers: new Set() };
      quotes.set(text, quote);
      quote.facts.set(factText(source, evidence), rankOf(evidence));
      quote.publishers.add(source.publisher.name);
    }
  }
  return [...quotes.values()]
    .toSorted((a, b) => topRank(a) - topRank(b))
    .map((quote) => {
      const facts = [...quote.facts].toSorted(([, a], [, b]) => a - b).map(([fact]) => fact);
      const left = facts.length - MOST_FACTS;
      const label = [...facts.slice(0, MOST_FACTS), ...(left > 0 ? [`${left} more`] : [])].join(' · ');
      const by = listedNames([...quote.publishers], 5) || 'Unknown publisher';
      return `**${label}**\n> “${quote.sentence}”\n-# ${by}`;
    });
}

/** Facts named above one sentence. */
const MOST_FACTS = 5;

function topRank({ facts }: Quote): number {
  return Math.min(...facts.values());
}

function rankOf({ field }: Evidence): number {
  const [part, name] = field.split('.');
  const rank = FACTS.indexOf(part === 'disputes' ? part : (name ?? ''));
  return rank === -1 ? FACTS.length : rank;
}

/** What the evidence's field says in its source, e.g. `2 killed`, `165 drones launched`, `Where: Kyiv and Fastiv`. */
function factText(source: Source, evidence: Evidence): string {
  const [part, name, detail] = evidence.field.split('.');
  const { strike, diplomacy } = source;
  if (part === 'disputes')
    return `Disputed: ${line(source.disputes[Number(name)]?.claim ?? '', 80, 'a claim')}`;
  if (part === 'strike' && strike) {
    if (name === 'killed' && strike.killed) return sentence(`${tollText(strike.killed)} killed`);
    if (name === 'injured' && strike.injured) return sentence(`${tollText(strike.injured)} injured`);
    if (name === 'tollSource' && strike.tollSource) return `According to ${line(strike.tollSource, 60)}`;
    if (name === 'attacker' && strike.attacker) return `Attacker: ${line(strike.attacker, 60)}`;
    if (name === 'country' && strike.country) return `Country: ${line(strike.country, 60)}`;
    if (name === 'when' && strike.when) return `When: ${day(strike.when)}`;
    if (name === 'places') return `Where: ${named(strike.places, detail)}`;
    if (name === 'targets') return `Hit: ${named(strike.targets, detail)}`;
    if (name === 'effects') return `Effects: ${named(strike.effects, detail)}`;
    if (name === 'weapons') {
      const uses = strike.weapons.filter(
        (use, index) => detail === undefined || detail === use.kind || detail === `${index}`,
      );
      return sentence(weaponsText(uses)) || 'Weapons';
    }
  }
  if (part === 'diplomacy' && diplomacy) {
    if (name === 'kind') return diplomacyText({ ...diplomacy, place: null, date: null }).replaceAll('**', '');
    if (name === 'participants') return `Who: ${named(diplomacy.participants, detail)}`;
    if (name === 'topics') return `About: ${named(diplomacy.topics, detail)}`;
    if (name === 'place' && diplomacy.place) return `Where: ${line(diplomacy.place, 60)}`;
    if (name === 'date' && diplomacy.date) return `When: ${day(diplomacy.date)}`;
  }
  return sentence(line((name ?? part ?? '').replaceAll('_', ' '), 40, 'Fact'));
}

/** The one value that the field's index names, or all of them. */
function named(values: readonly string[], index: string | undefined): string {
  const value = index === undefined ? undefined : values[Number(index)];
  return listedNames(value === undefined ? values : [value], 4) || 'unnamed';
}
