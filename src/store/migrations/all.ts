import type { Migration } from 'kysely/migration';
import { first } from './0001_first/first.ts';
import { processes } from './0002_processes.ts';
import { homeChannels } from './0003_home_channels.ts';
import { storyLists } from './0004_story_lists.ts';
import { fanOuts } from './0005_fan_outs.ts';
import { pruning } from './0006_pruning.ts';
import { storyStates } from './0007_story_states.ts';
import { newestWords } from './0008_newest_words.ts';

/** Every migration by its name, in the order of their names. A released one is never changed or removed. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001_first': first,
  '0002_processes': processes,
  '0003_home_channels': homeChannels,
  '0004_story_lists': storyLists,
  '0005_fan_outs': fanOuts,
  '0006_pruning': pruning,
  '0007_story_states': storyStates,
  '0008_newest_words': newestWords,
};
