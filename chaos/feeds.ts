import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { townsOf } from './towns.ts';

/** An attack that the sample feeds tell of; each country's go to a channel of its own. */
export interface Attack {
  country: string;
  city: string;
  weapon: string;
  /** As last told. */
  killed: number;
  injured: number;
  /** How often its toll was told: 0 while nobody has. */
  told: number;
}

interface Entry {
  guid: string;
  title: string;
  text: string;
  at: number;
  city: string;
  served: boolean;
}

export interface ChaosFeeds {
  /** The addresses that the feeds are at. */
  hosts: readonly string[];
  /** The catalog, as `FEEDS_FILE` takes it. */
  catalog: object[];
  /** Every attack that can be told. */
  attacks: readonly Attack[];
  /** Tells of an attack, or of its risen toll: the article of its one publisher appears, or is revised. */
  tell(attack: Attack): void;
  /** Resolves once each feed was read twice from now: what its first poll led to is stored by then. */
  readTwice(): Promise<void>;
  /** Calls the listener with an attack's town whenever an answer first brings what was told of it last. */
  onServed(listener: (city: string) => void): void;
  close(): Promise<void>;
}

const WEAPONS = ['drone', 'missile'];
/** So far from one another stand the publishers of two attacks. */
const FEEDS_APART = 17;
const PUBLISHERS = [
  { id: 'lantern', name: 'Lantern Wire', kind: 'wire', country: 'Norway' },
  { id: 'quayside', name: 'Quayside Post', kind: 'outlet', country: 'Ireland' },
];

/** The towns of a run of one bot; each country has a channel. */
const ONE_BOTS = townsOf(7, 6);

export const COUNTRIES: readonly string[] = [...new Set(ONE_BOTS.map(({ country }) => country))];

/** Feeds of one address are fetched some way apart, so a thousand of them need many addresses. */
const FEEDS_A_HOST = 8;
const MOST_FEEDS = 254 * FEEDS_A_HOST;

/**
 * Serves made-up feeds on loopback.
 * @param now Unix milliseconds of the clock that dates the articles
 * @param options.feeds how many, each of a publisher of its own; more than eight need a system that has all of 127.0.0.0/8
 */
export async function startChaosFeeds(
  now: () => number,
  options: { feeds?: number; towns?: readonly { country: string; city: string }[] } = {},
): Promise<ChaosFeeds> {
  const { feeds = PUBLISHERS.length, towns = ONE_BOTS } = options;
  if (feeds > MOST_FEEDS) throw new Error(`There can be ${MOST_FEEDS} feeds at most.`);
  const attacks = towns.map(({ country, city }, index): Attack => {
    const weapon = WEAPONS[index % WEAPONS.length] as string;
    return { country, city, weapon, killed: 0, injured: 0, told: 0 };
  });
  const publishers = Array.from(
    { length: feeds },
    (_, index) =>
      PUBLISHERS[index] ?? { id: `post-${index}`, name: `Post ${index}`, kind: 'outlet', country: 'Ireland' },
  );
  const byPath = new Map(publishers.map((publisher) => [`/${publisher.id}.xml`, publisher]));
  const entries = new Map<string, Map<string, Entry>>(publishers.map(({ id }) => [id, new Map()]));

  const listeners: ((city: string) => void)[] = [];
  const readers = new Set<(publisher: string) => void>();

  // As the simulator, it leaves the end of a connection to the client.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const publisher = byPath.get(request.url ?? '');
    if (!publisher || !request.socket.localAddress?.startsWith('127.'))
      return void response.writeHead(404).end();
    const own = [...(entries.get(publisher.id)?.values() ?? [])].toReversed();
    response.once('finish', () => {
      for (const reader of readers) reader(publisher.id);
      for (const entry of own.filter(({ served }) => !served)) {
        entry.served = true;
        for (const listener of listeners) listener(entry.city);
      }
    });
    response
      .writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' })
      .end(rss(publisher.name, own));
  });
  const hosts = Array.from({ length: Math.ceil(feeds / FEEDS_A_HOST) }, (_, index) => `127.0.0.${index + 1}`);
  await new Promise<void>((resolve) => server.listen(0, hosts.length > 1 ? '0.0.0.0' : '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  function article(publisher: string, { country, city, weapon, killed, injured }: Attack): void {
    const guid = `${publisher}-${city.toLowerCase().replaceAll(' ', '-')}`;
    const own = entries.get(publisher);
    const at = own?.get(guid)?.at ?? now();
    own?.set(guid, {
      guid,
      at,
      city,
      served: false,
      title: `${weapon === 'drone' ? 'Drone' : 'Missile'} attack on ${city} kills ${killed}`,
      text: `A ${weapon} attack on ${city}, ${country}, killed ${killed} people and injured ${injured}, local officials said.`,
    });
  }

  return {
    hosts,
    catalog: publishers.map((publisher, index) => ({
      id: publisher.id,
      url: `http://${hosts[Math.floor(index / FEEDS_A_HOST)]}:${port}/${publisher.id}.xml`,
      title: publisher.name,
      publisher,
      language: 'en',
    })),
    attacks,
    tell(attack) {
      attack.told += 1;
      attack.killed += attack.told === 1 ? 2 : 1 + (attack.killed % 3);
      attack.injured = attack.killed * 2 + 3;
      article(publishers[(attacks.indexOf(attack) * FEEDS_APART) % feeds]?.id ?? '', attack);
    },
    readTwice() {
      const { promise, resolve } = Promise.withResolvers<void>();
      const times = new Map(publishers.map(({ id }) => [id, 0]));
      const reader = (publisher: string) => {
        times.set(publisher, (times.get(publisher) ?? 0) + 1);
        if ([...times.values()].some((count) => count < 2)) return;
        readers.delete(reader);
        resolve();
      };
      readers.add(reader);
      return promise;
    },
    onServed: (listener) => listeners.push(listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function rss(title: string, entries: readonly Entry[]): string {
  const list = entries.map(
    ({ guid, title, text, at }) =>
      `<item><title>${title}</title><link>https://feeds.example/${guid}</link><guid isPermaLink="false">${guid}</guid><pubDate>${new Date(at).toUTCString()}</pubDate><description>${text}</description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${title}</title><link>https://feeds.example/</link><description>Sample</description><language>en</language>${list.join('')}</channel></rss>`;
}
