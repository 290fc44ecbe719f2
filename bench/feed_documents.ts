/** A small generator of pseudo-random numbers (mulberry32), so that every run makes the same feeds. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WORDS =
  'harbour ferry captain council bridge storm market season river village minister talks border convoy grain pilot museum orchard bakery railway signal winter lantern meadow census garden library festival quarry island engine timber weather sailor letter window corner kitchen morning evening'.split(
    ' ',
  );

const TOWNS = ['Kharkiv', 'Odesa', 'Sumy', 'Dnipro', 'Kherson', 'Mykolaiv', 'Zaporizhzhia', 'Poltava'];
/** Of so many entries one tells of an attack. */
const ATTACK_EVERY = 20;
const HOUR = 3_600_000;
/** Feeds differ in how often they have something new: the time between two entries of one lies between these. */
const SHORTEST_GAP_MS = 12 * HOUR;
const LONGEST_GAP_MS = 30 * 24 * HOUR;

/** What an entry says, before it is put into a form. */
interface Entry {
  id: number;
  link: string;
  title: string;
  at: Date;
  author: string;
  category: string;
  summary: string;
  /** HTML. */
  text: string;
}

/** An entry as broadcasters write it, as WordPress does, and in Atom. */
const FORMS = {
  rss: ({ link, title, at, text }: Entry) =>
    `<item><title>${title}</title><link>${link}</link><guid isPermaLink="true">${link}</guid><pubDate>${at.toUTCString()}</pubDate><description><![CDATA[${text}]]></description></item>\n`,
  wordpress: ({ id, link, title, at, author, category, summary, text }: Entry) =>
    `<item><title>${title}</title><link>${link}</link><guid isPermaLink="false">${new URL(link).origin}/?p=${id}</guid><pubDate>${at.toUTCString()}</pubDate><dc:creator>${author}</dc:creator><category>${category}</category><description><![CDATA[<p>${summary} &#8230;</p>]]></description><content:encoded><![CDATA[${text}]]></content:encoded></item>\n`,
  atom: ({ link, title, at, author, text }: Entry) =>
    `<entry><title>${title}</title><link href="${link}"/><id>${link}</id><updated>${at.toISOString()}</updated><author><name>${author}</name></author><content type="html"><![CDATA[${text}]]></content></entry>\n`,
};
const FIRST_ID = 1_000;
/** Of four feeds, two are a broadcaster's. */
const FORM_OF = ['rss', 'wordpress', 'rss', 'atom'] as const;

/**
 * Feed documents of 30 to 50 entries and 25 to 100 kB, about 44 kB each, the same for the same number and time. Their
 * entries lead up to `now` (Unix ms). In revision 1 every tenth document has a new first entry.
 */
export function feedDocument(number: number, revision: number, now: number): string {
  const random = randomOf(number * 7_919 + 1);
  const words = (count: number) =>
    Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
  const entries = 30 + Math.floor(random() * 21);
  const form = FORM_OF[number % FORM_OF.length] ?? 'rss';
  // Some feeds give whole articles, most a summary: the sizes lie between 25 and 100 kB, more of them low.
  const length = (form === 'wordpress' ? 20 : 50) + Math.floor(110 * random() ** 3);
  const site = `https://site-${number}.example`;
  const gap = SHORTEST_GAP_MS * (LONGEST_GAP_MS / SHORTEST_GAP_MS) ** random();
  const newest = now - gap * random();
  const entry = (id: number) => {
    const link = `${site}/${id}?utm_source=rss`;
    const told = `<p>${words(length)} &amp; ${words(6)}.</p><p><a href="${link}">${words(length >> 2)}</a></p>`;
    const at = new Date(id < FIRST_ID ? now : newest - (id - FIRST_ID) * gap);
    const attack = random() < 1 / ATTACK_EVERY ? attackOf(random) : null;
    return FORMS[form]({
      ...{ id, link, at, author: words(2), category: words(1), summary: words(20) },
      title: attack?.title ?? words(8),
      text: attack === null ? told : `<p>${attack.text}</p>${told}`,
    });
  };
  const listed = Array.from({ length: entries }, (_, index) => entry(FIRST_ID + index)).join('');
  const news = revision === 1 && number % 10 === 0 ? entry(FIRST_ID - 1) : '';
  const all = news + listed;
  return form === 'atom'
    ? `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Feed ${number}</title><id>${site}/</id><link href="${site}/"/>\n${all}</feed>\n`
    : `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed ${number}</title><link>${site}/</link><language>en</language>\n${all}</channel></rss>\n`;
}

function attackOf(random: () => number): { title: string; text: string } {
  const town = TOWNS[Math.floor(random() * TOWNS.length)] ?? '';
  const killed = 2 + Math.floor(random() * 8);
  return {
    title: `Drone strike on ${town} kills ${killed}`,
    text: `A drone strike on ${town} killed ${killed} people at night, the regional governor said.`,
  };
}
