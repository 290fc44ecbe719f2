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

/**
 * RSS documents of 30 to 50 entries and 25 to 100 kB, about 43 kB each, the same for the same number. In revision 1
 * every tenth document has a new first entry.
 */
export function feedDocument(number: number, revision: number): string {
  const random = randomOf(number * 7_919 + 1);
  const words = (count: number) =>
    Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
  const entries = 30 + Math.floor(random() * 21);
  // Some feeds give whole articles, most a summary: the sizes lie between 25 and 100 kB, more of them low.
  const length = 25 + Math.floor(66 * random() ** 2);
  const site = `https://site-${number}.example`;
  const entry = (id: number) => {
    const title = words(8);
    const paragraphs = `<p>${words(length)} &amp; ${words(6)}.</p><p><a href="${site}/${id}?utm_source=rss">${words(length >> 2)}</a></p>`;
    return `<item><title>${title}</title><link>${site}/${id}?utm_source=rss</link><guid isPermaLink="false">${site}/?p=${id}</guid><pubDate>${new Date(Date.UTC(2026, 0, 5) - id * 600_000).toUTCString()}</pubDate><dc:creator>${words(2)}</dc:creator><category>${words(1)}</category><description><![CDATA[<p>${words(20)} &#8230;</p>]]></description><content:encoded><![CDATA[${paragraphs}]]></content:encoded></item>\n`;
  };
  const listed = Array.from({ length: entries }, (_, index) => entry(1_000 + index)).join('');
  const news = revision === 1 && number % 10 === 0 ? entry(999) : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed ${number}</title><link>${site}/</link><language>en</language>\n${news}${listed}</channel></rss>\n`;
}
