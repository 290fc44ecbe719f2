import type { HomeChannel } from '../alerts/home_channel.ts';
import type { Topic } from '../reports/report.ts';
import { readRegions } from './filters.ts';
import { UserError } from './user_error.ts';

const TOPICS: Record<string, Topic[]> = { all: [], strike: ['strike'], diplomacy: ['diplomacy'] };

/**
 * Reads `HOME_CHANNELS`: `all=CHANNEL_ID, strike=CHANNEL_ID, diplomacy/Ukraine=CHANNEL_ID`.
 * @returns the home channels, or every fault in a sentence that says how to mend it
 */
export function readHomeChannels(text: string): { homes: HomeChannel[] } | { faults: string[] } {
  const homes: HomeChannel[] = [];
  const faults: string[] = [];
  const entries = text.split(',').flatMap((entry) => entry.trim() || []);
  for (const entry of entries) {
    const read = readHome(entry);
    if (typeof read === 'string') faults.push(read);
    else homes.push(read);
  }
  const twice = (keyOf: (home: HomeChannel) => string) => {
    const keys = homes.map(keyOf);
    return [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))];
  };
  for (const id of twice(({ channelId }) => channelId)) {
    faults.push(`${id} is named twice: a channel is for one topic and region`);
  }
  for (const key of twice(({ topics, regions }) => [topics[0] ?? 'all', ...regions].join('/'))) {
    faults.push(`${key} has two channels: name one`);
  }
  return faults.length > 0 ? { faults } : { homes };
}

function readHome(entry: string): HomeChannel | string {
  const [, topic = '', region, channelId = ''] =
    /^\s*(\w+)\s*(?:\/\s*([^=]*?)\s*)?=\s*(\d{17,20})$/.exec(entry) ?? [];
  const topics = TOPICS[topic.toLowerCase()];
  if (!topics) {
    return `"${entry}" is not of the form all=CHANNEL_ID, strike=CHANNEL_ID or diplomacy/Ukraine=CHANNEL_ID (the id is copied in Discord's developer mode)`;
  }
  try {
    const regions = region === undefined ? [] : readRegions(region);
    if (region !== undefined && regions.length !== 1) return `"${entry}" needs one place after the slash`;
    return { channelId, topics, regions };
  } catch (error) {
    if (error instanceof UserError)
      return `"${entry}": the place isn't known; write it in English, such as Ukraine or Kyiv`;
    throw error;
  }
}
