import type { AlertManners, FinerFilters, Subscription } from '../alerts/subscription.ts';
import { line } from './fit.ts';
import { counted, listed } from './wording.ts';

const KINDS = {
  wire: 'news agencies',
  outlet: 'outlets',
  state_media: 'state media',
  official: 'official sources',
};

/** What a subscription for alerts has beyond the usual, in short pieces of Markdown; none where all is usual. */
export function optionTexts(
  subscription: Pick<Subscription, 'kind' | 'regions'> & FinerFilters & AlertManners,
): string[] {
  if (subscription.kind !== 'alerts') return [];
  const { withinKm, words, minPublishers, withoutKinds, quiet, maxPerHour, pingRises } = subscription;
  return [
    withinKm === null ? '' : `and ${counted(withinKm, 'kilometre')} around the towns`,
    words === null ? '' : `words: ${line(words, 100)}`,
    minPublishers > 1 ? `told by ${counted(minPublishers, 'publisher')} or more` : '',
    withoutKinds.length > 0 ? `without ${listed(withoutKinds.map((kind) => KINDS[kind]))}` : '',
    quiet === null
      ? ''
      : `quiet from ${line(quiet.from, 10)} to ${line(quiet.to, 10)} (${line(quiet.timeZone, 40)})`,
    maxPerHour === 10 ? '' : `at most ${counted(maxPerHour, 'new card')} an hour`,
    pingRises ? 'mentions again when a toll rises' : '',
  ].filter(Boolean);
}
