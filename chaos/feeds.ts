import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

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
  /** The catalog, as `FEEDS_FILE` takes it. */
  catalog: object[];
  /** Every attack that can be told. */
  attacks: readonly Attack[];
  /** Tells of an attack, or of its risen toll: the article of its one publisher appears, or is revised. */
  tell(attack: Attack): void;
  /** Calls the listener with an attack's town whenever an answer first brings what was told of it last. */
  onServed(listener: (city: string) => void): void;
  close(): Promise<void>;
}

/** Towns that lie far apart, no name part of another. */
const TOWNS: Record<string, string[]> = {
  Ukraine: ['Kharkiv', 'Odesa', 'Dnipro', 'Zaporizhzhia', 'Kherson', 'Lviv'],
  Russia: ['Belgorod', 'Kursk', 'Bryansk', 'Voronezh', 'Saratov'],
  Lebanon: ['Tyre', 'Sidon', 'Baalbek'],
  Syria: ['Aleppo', 'Homs', 'Idlib', 'Latakia'],
  Yemen: ['Hodeidah', 'Aden', 'Taiz', 'Marib'],
  Sudan: ['Omdurman', 'El Fasher', 'Port Sudan', 'Nyala'],
  Iraq: ['Mosul', 'Basra', 'Kirkuk'],
};
const WEAPONS = ['drone', 'missile'];
const PUBLISHERS = [
  { id: 'lantern', name: 'Lantern Wire', kind: 'wire', country: 'Norway' },
  { id: 'quayside', name: 'Quayside Post', kind: 'outlet', country: 'Ireland' },
];

export const COUNTRIES: readonly string[] = Object.keys(TOWNS);

/** Serves made-up feeds on loopback. @param now Unix milliseconds of the clock that dates the articles */
export async function startChaosFeeds(now: () => number): Promise<ChaosFeeds> {
  const attacks = Object.entries(TOWNS).flatMap(([country, cities], row) =>
    cities.map((city, column): Attack => {
      const weapon = WEAPONS[(row + column) % WEAPONS.length] as string;
      return { country, city, weapon, killed: 0, injured: 0, told: 0 };
    }),
  );
  const entries = new Map<string, Map<string, Entry>>(PUBLISHERS.map(({ id }) => [id, new Map()]));

  const listeners: ((city: string) => void)[] = [];

  const server = createServer((request, response) => {
    const publisher = PUBLISHERS.find(({ id }) => request.url === `/${id}.xml`);
    if (!publisher) return void response.writeHead(404).end();
    const own = [...(entries.get(publisher.id)?.values() ?? [])].toReversed();
    response.once('finish', () => {
      for (const entry of own.filter(({ served }) => !served)) {
        entry.served = true;
        for (const listener of listeners) listener(entry.city);
      }
    });
    response
      .writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' })
      .end(rss(publisher.name, own));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

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
    catalog: PUBLISHERS.map((publisher) => ({
      id: publisher.id,
      url: `${origin}/${publisher.id}.xml`,
      title: publisher.name,
      publisher,
      language: 'en',
    })),
    attacks,
    tell(attack) {
      attack.told += 1;
      attack.killed += attack.told === 1 ? 2 : 1 + (attack.killed % 3);
      attack.injured = attack.killed * 2 + 3;
      article(PUBLISHERS[attacks.indexOf(attack) % PUBLISHERS.length]?.id ?? '', attack);
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
