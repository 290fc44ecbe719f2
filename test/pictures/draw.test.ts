import { describe, expect, it, onTestFinished } from 'vitest';
import { withFiles } from '../../src/discord/files.ts';
import { mapMessage } from '../../src/messages/pictures.ts';
import { createDrawer } from '../../src/pictures/draw.ts';

function drawer(options: Parameters<typeof createDrawer>[0] = {}) {
  const made = createDrawer({ timeoutMs: 60_000, ...options });
  onTestFinished(() => made.close());
  return made;
}

const site = { topic: 'strike', gravity: 50, latitude: 50.45, longitude: 30.52 } as const;
const mapOf = (name: string) => ({
  name: 'map.png',
  kind: 'map' as const,
  map: { title: 'Where', sites: [{ ...site, name }] },
});

describe('createDrawer', () => {
  it('draws letters of every script that it ships fonts for: other names make other pictures', async () => {
    const { draw } = drawer();
    const names = ['Kyiv', 'Київ', 'كييف', ''];
    const drawn = await draw(names.map(mapOf));
    for (const { data } of drawn) {
      expect(data.subarray(1, 4).toString()).toBe('PNG');
      expect([data.readUInt32BE(16), data.readUInt32BE(20)]).toEqual([960, 640]);
    }
    expect(new Set(drawn.map(({ data }) => data.toString('base64'))).size).toBe(names.length);
  });

  it('gives texts as they are, and equal pictures once', async () => {
    const { draw } = drawer();
    const text = { name: 'a.csv', kind: 'text' as const, text: 'a,ä' };
    const [table, one, two] = await draw([text, mapOf('Kyiv'), mapOf('Kyiv')]);
    expect(table).toEqual({ name: 'a.csv', data: Buffer.from('a,ä') });
    expect(one?.data).toBe(two?.data);
  });

  it('gives up on a picture that takes too long, and draws the next', async () => {
    await expect(drawer({ timeoutMs: 1 }).draw([mapOf('Kyiv')])).rejects.toThrow('longer than 1 ms');
    await expect(drawer().draw([mapOf('Kyiv')])).resolves.toHaveLength(1);
  });

  it('ends its thread when nothing is asked for a while, and starts another', async () => {
    const { draw } = drawer({ idleMs: 0 });
    for (const name of ['Kyiv', 'Lviv', 'Odesa']) expect(await draw([mapOf(name)])).toHaveLength(1);
  });
});

describe('withFiles', () => {
  const body = mapMessage(mapOf('Kyiv').map, 'Ukraine', '7');
  const file = { name: 'map.png', data: Buffer.from('x') };
  const noLog = { error() {} };

  it('takes the recipes off the message and gives the files', async () => {
    const made = await withFiles(body, async () => [file], noLog);
    expect(made.files).toEqual([file]);
    expect(made.body).not.toHaveProperty('files');
    expect(JSON.stringify(made.body)).toContain('attachment://map.png');
  });

  it('lets the message go without its pictures where they can’t be made', async () => {
    const faults: unknown[] = [];
    const broken = () => Promise.reject(new Error('no fonts'));
    const made = await withFiles(body, broken, { error: (fault: unknown) => void faults.push(fault) });
    expect(made.files).toEqual([]);
    expect(JSON.stringify(made.body)).not.toContain('attachment://');
    expect(JSON.stringify(made.body)).toContain('1 place');
    expect(faults).toHaveLength(1);
  });
});
