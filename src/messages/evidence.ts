import type { Say } from '../languages/say.ts';
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

type FactName =
  | 'about'
  | 'attacker'
  | 'country'
  | 'disputed'
  | 'effects'
  | 'hit'
  | 'toll_source'
  | 'when'
  | 'where'
  | 'who';

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
export function evidenceQuotes(
  story: Pick<Story, 'sources'>,
  say: Say,
  isWanted: (field: string) => boolean = () => true,
): string[] {
  const quotes = new Map<string, Quote>();
  for (const source of story.sources.toReversed()) {
    for (const evidence of source.evidence) {
      const text = line(evidence.sentence, 350);
      // Who says a figure stands beside the figure's own sentence, which is quoted anyway.
      if (text === '' || evidence.field.startsWith('strike.saidBy.') || !isWanted(evidence.field)) continue;
      const quote = quotes.get(text) ?? { sentence: text, facts: new Map(), publishers: new Set() };
      quotes.set(text, quote);
      quote.facts.set(factText(source, evidence, say), rankOf(evidence));
      quote.publishers.add(source.publisher.name);
    }
  }
  return [...quotes.values()]
    .toSorted((a, b) => topRank(a) - topRank(b))
    .map((quote) => {
      const facts = [...quote.facts].toSorted(([, a], [, b]) => a - b).map(([fact]) => fact);
      const left = facts.length - MOST_FACTS;
      const label = [
        ...facts.slice(0, MOST_FACTS),
        ...(left > 0 ? [say('list.more', { count: left })] : []),
      ].join(' · ');
      const by = listedNames([...quote.publishers], say, 5) || say('publisher.unknown');
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
function factText(source: Source, evidence: Evidence, say: Say): string {
  const fact = (name: FactName, value: string) => `${say(`fact.${name}`)}: ${value}`;
  const [part, name, detail] = evidence.field.split('.');
  const { strike, diplomacy } = source;
  if (part === 'disputes')
    return fact('disputed', line(source.disputes[Number(name)]?.claim ?? '', 80, say('dispute.a_claim')));
  if (part === 'strike' && strike) {
    if (name === 'killed' && strike.killed) return sentence(tollText(strike.killed, 'killed', say));
    if (name === 'injured' && strike.injured) return sentence(tollText(strike.injured, 'injured', say));
    if (name === 'tollSource' && strike.tollSource) return fact('toll_source', line(strike.tollSource, 60));
    if (name === 'attacker' && strike.attacker) return fact('attacker', line(strike.attacker, 60));
    if (name === 'country' && strike.country) return fact('country', line(strike.country, 60));
    if (name === 'when' && strike.when) return fact('when', day(strike.when, say));
    if (name === 'places') return fact('where', named(strike.places, detail, say));
    if (name === 'targets') return fact('hit', named(strike.targets, detail, say));
    if (name === 'effects') return fact('effects', named(strike.effects, detail, say));
    if (name === 'weapons') {
      const uses = strike.weapons.filter(
        (use, index) => detail === undefined || detail === use.kind || detail === `${index}`,
      );
      return sentence(weaponsText(uses, say)) || say('fact.weapons');
    }
  }
  if (part === 'diplomacy' && diplomacy) {
    if (name === 'kind')
      return diplomacyText({ ...diplomacy, place: null, date: null }, say).replaceAll('**', '');
    if (name === 'participants') return fact('who', named(diplomacy.participants, detail, say));
    if (name === 'topics') return fact('about', named(diplomacy.topics, detail, say));
    if (name === 'place' && diplomacy.place) return fact('where', line(diplomacy.place, 60));
    if (name === 'date' && diplomacy.date) return fact('when', day(diplomacy.date, say));
  }
  return sentence(line((name ?? part ?? '').replaceAll('_', ' '), 40, say('fact.other')));
}

/** The one value that the field's index names, or all of them. */
function named(values: readonly string[], index: string | undefined, say: Say): string {
  const value = index === undefined ? undefined : values[Number(index)];
  return listedNames(value === undefined ? values : [value], say, 4) || say('fact.unnamed');
}
