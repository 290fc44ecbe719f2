import { type Channel, channelOf, type Server, type World } from './world.ts';

/** What parts two servers' ids: so each is on the next shard, however many there are. */
const APART = 1n << 22n;

/** Puts the bot into one more server with channels like the first one's, whose ids are as constant as those are. */
export function addServer(world: World): Server {
  world.servers ??= [];
  const number = world.servers.length + 1;
  const moved = (id: string) => (BigInt(id) + BigInt(number) * APART).toString();
  const id = moved(world.guild.id);
  const channels = world.channels.map((channel): Channel => {
    const overwrites = channel.overwrites.map((one) => (one.id === world.guild.id ? { ...one, id } : one));
    return { ...channel, id: moved(channel.id), overwrites, guildId: id };
  });
  const server = { id, name: `${world.guild.name} ${number + 1}`, channels };
  world.servers.push(server);
  return server;
}

/** All servers that the bot is in. */
export function serversOf(world: World): Server[] {
  const { id, name } = world.guild;
  return [{ id, name, channels: world.channels }, ...(world.servers ?? [])];
}

/** The server of this id, if the bot is in it. */
export function serverOf(world: World, id: string | undefined): Server | undefined {
  return serversOf(world).find((server) => server.id === id);
}

/** The id of the server that a channel is in, threads and places outside among them; null for messages between members. */
export function guildOf(world: World, channel: Channel): string | null {
  if (channel.outside) return channel.outside.guildId;
  if (channel.recipientId !== undefined) return null;
  const parent = channel.parentId === undefined ? undefined : channelOf(world, channel.parentId);
  return parent?.guildId ?? channel.guildId ?? world.guild.id;
}

/** The shard that is told of a server, of so many; what is in none belongs to the first. */
export function shardOf(guildId: string | null, shards: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards));
}
