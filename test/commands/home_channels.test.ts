import { describe, expect, it } from 'vitest';
import { readHomeChannels } from '../../src/commands/home_channels.ts';

const [a, b, c] = ['100000000000000001', '100000000000000002', '100000000000000003'];

describe('HOME_CHANNELS', () => {
  it('names a channel for everything, a topic, a place, or both', () => {
    expect(readHomeChannels(` all=${a}, strike = ${b},diplomacy/ukraine=${c},`)).toEqual({
      homes: [
        { channelId: a, topics: [], regions: [] },
        { channelId: b, topics: ['strike'], regions: [] },
        { channelId: c, topics: ['diplomacy'], regions: ['Ukraine'] },
      ],
    });
    expect(readHomeChannels('')).toEqual({ homes: [] });
  });

  it.each([
    ['no id', 'all=general', 'is not of the form all=CHANNEL_ID'],
    ['an unknown topic', `sports=${a}`, 'is not of the form all=CHANNEL_ID'],
    ['an unknown place', `all/Atlantis=${a}`, "the place isn't known"],
    ['several places', `all/=${a}`, 'needs one place'],
    ['one channel twice', `all=${a}, strike=${a}`, `${a} is named twice`],
    ['two channels for the same', `strike/Kiev=${a}, strike/Kyiv=${b}`, 'strike/Kyiv has two channels'],
  ])('is refused with %s', (_case, text, words) => {
    expect(readHomeChannels(text)).toEqual({ faults: [expect.stringContaining(words)] });
  });
});
