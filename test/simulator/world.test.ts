import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permissionsOf } from '../../simulator/permissions.ts';
import { snowflakeSource } from '../../simulator/snowflake.ts';
import { type Overwrite, watchRoom } from '../../simulator/world.ts';

const { Administrator, EmbedLinks, ManageGuild, SendMessages, ViewChannel } = PermissionFlagsBits;

describe('snowflakeSource', () => {
  it('only ever climbs, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1_500_000_000_000, max: 1_900_000_000_000 })), (times) => {
        let now = 1_600_000_000_000;
        const next = snowflakeSource(() => now);
        let last = 0n;
        for (const time of times) {
          now = time;
          const id = BigInt(next());
          expect(id).toBeGreaterThan(last);
          last = id;
        }
      }),
    );
  });

  it('carries the time as Discord does', () => {
    const next = snowflakeSource(() => 1_462_015_105_796);
    expect(BigInt(next()) >> 22n).toBe(41_944_705_796n);
  });
});

describe('permissionsOf', () => {
  const world = watchRoom();
  const [everyone, botRole, leads] = world.roles.map((role) => role.id) as [string, string, string];
  const [manager, reader, bot] = world.members.map((member) => member.id) as [string, string, string];
  const channel = (...overwrites: Overwrite[]) => ({ ...world.channels[0]!, overwrites });
  const role = (id: string, allow: bigint, deny: bigint) => ({ id, type: OverwriteType.Role, allow, deny });
  const member = (id: string, allow: bigint, deny: bigint) => ({
    id,
    type: OverwriteType.Member,
    allow,
    deny,
  });

  it.each([
    ['the owner may everything', manager, channel(role(everyone, 0n, ViewChannel)), Administrator, true],
    ['roles add up', bot, channel(), SendMessages, true],
    ['a plain member may not manage', reader, channel(), ManageGuild, false],
    [
      'a denial for everyone holds where no role says otherwise',
      bot,
      channel(role(everyone, 0n, SendMessages)),
      SendMessages,
      false,
    ],
    [
      'a role overrules everyone',
      bot,
      channel(role(everyone, 0n, SendMessages), role(botRole, SendMessages, 0n)),
      SendMessages,
      true,
    ],
    [
      'an overwrite of a role not held is nothing',
      bot,
      channel(role(leads, 0n, SendMessages)),
      SendMessages,
      true,
    ],
    [
      'the member overrules its roles',
      bot,
      channel(role(botRole, 0n, SendMessages), member(bot, SendMessages, 0n)),
      SendMessages,
      true,
    ],
    ['without the channel nothing is left', bot, channel(member(bot, 0n, ViewChannel)), SendMessages, false],
    ['without sending there is no embedding', bot, channel(member(bot, 0n, SendMessages)), EmbedLinks, false],
    ['a stranger may nothing', '1', channel(), ViewChannel, false],
  ])('%s', (_, who, where, bit, may) => {
    expect((permissionsOf(world, who, where) & bit) !== 0n).toBe(may);
  });

  it('the watch room locks the bot out of #no-entry alone', () => {
    const closed = world.channels.filter((one) => !(permissionsOf(world, bot, one) & SendMessages));
    expect(closed.map((one) => one.name)).toEqual(['no-entry']);
  });
});
