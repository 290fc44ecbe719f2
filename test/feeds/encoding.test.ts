import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeDocument } from '../../src/feeds/encoding.ts';

const cyrillic = 'Уночі над містом збили сорок дронів, повідомили у військовій адміністрації.';
const chinese = '外交部发言人星期一在例行记者会上说，两国代表将于下周继续会谈。';
const declared = (name: string, text: string) =>
  iconv.encode(`<?xml version="1.0" encoding="${name}"?><rss>${text}</rss>`, name);
const text = (bytes: Uint8Array, contentType: string | null = null) => {
  const decoded = decodeDocument(bytes, contentType);
  return 'text' in decoded ? decoded.text : `unknown: ${decoded.unknownEncoding}`;
};

describe('decodeDocument', () => {
  it.each([
    ['windows-1251', cyrillic],
    ['koi8-u', cyrillic],
    ['iso-8859-5', 'Ночью над городом'],
    ['gb18030', chinese],
    ['gb2312', chinese],
    ['big5', '外交部發言人'],
    ['shift_jis', '外務省の報道官は'],
    ['euc-kr', '외교부 대변인은'],
    ['iso-8859-1', 'Réunion à Genève'],
    ['windows-1256', 'وزارة الخارجية'],
    ['utf-8', cyrillic],
  ])('by its XML declaration: %s', (name, sample) => expect(text(declared(name, sample))).toContain(sample));

  it.each(['utf8', 'utf-16le', 'utf-16be'])('by its byte order mark: %s', (name) => {
    const bytes = iconv.encode(`<?xml version="1.0"?><rss>${cyrillic}</rss>`, name, { addBOM: true });
    expect(text(bytes, 'text/xml; charset=koi8-r')).toContain(cyrillic);
  });

  it('by Content-Type where the document declares nothing', () => {
    expect(text(iconv.encode(`<rss>${cyrillic}</rss>`, 'koi8-u'), 'text/xml; charset="KOI8-U"')).toContain(
      cyrillic,
    );
  });

  it('the declaration goes before Content-Type', () => {
    expect(text(declared('windows-1251', cyrillic), 'text/xml; charset=iso-8859-1')).toContain(cyrillic);
  });

  it.each([
    ['windows-1251', cyrillic],
    ['koi8-u', cyrillic],
    ['gb18030', chinese],
    ['windows-1252', 'The talks in Genève were “très” long, said the chargé d’affaires of the delegation.'],
    ['utf8', cyrillic],
  ])('by a guess: %s', (name, sample) =>
    expect(text(iconv.encode(`<rss>${sample}</rss>`, name))).toContain(sample),
  );

  it('UTF-8 that calls itself something else is UTF-8', () => {
    const bytes = Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?><rss>${cyrillic}</rss>`);
    expect(text(bytes)).toContain(cyrillic);
    expect(text(Buffer.from(`<?xml version="1.0" encoding="utf-16"?><rss>${cyrillic}</rss>`))).toContain(
      cyrillic,
    );
  });

  it('what calls itself UTF-8 and is not, is guessed', () => {
    const bytes = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="utf-8"?>'),
      iconv.encode(cyrillic, 'windows-1251'),
    ]);
    expect(text(bytes)).toContain(cyrillic);
  });

  it('one broken byte spoils one character', () => {
    const bytes = Buffer.concat([
      Buffer.from(`<rss>${cyrillic}`),
      Buffer.from([0xc3]),
      Buffer.from(' end</rss>'),
    ]);
    expect(text(bytes)).toContain(`${cyrillic}\ufffd end`);
  });

  it('an encoding that nobody knows is named', () => {
    const bytes = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="x-martian"?>'),
      Buffer.from([0xe4, 0xf6]),
    ]);
    expect(text(bytes)).toBe('unknown: x-martian');
    expect(text(Buffer.from('<?xml version="1.0" encoding="x-martian"?><rss/>'))).toContain('<rss/>');
  });
});
