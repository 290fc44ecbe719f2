import { describe, expect, it } from 'vitest';
import { readPage } from '../../src/articles/page.ts';

const page = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Port hit | The Herald</title>
<meta property="og:title" content="Port hit by drones"><meta property="article:published_time" content="2026-01-06T09:30:00Z">
</head><body><nav><p>All of our sections are here for you to browse today</p></nav>
<p>This stands outside of the article and is no part of its text.</p>
<article><h1>Port hit</h1><p>Drones hit the port on Monday &amp; set two warehouses on fire.</p><p>Share</p>
<figure><figcaption><p>A warehouse burns in the harbour of the city on Monday.</p></figcaption></figure>
<p>Nobody was hurt,<br>the harbour master said in the evening.</p></article></body></html>`;

describe('readPage', () => {
  it('reads the paragraphs of the article, and what the head declares', () => {
    expect(readPage(Buffer.from(page), 'text/html')).toEqual({
      title: 'Port hit by drones',
      text: 'Drones hit the port on Monday & set two warehouses on fire.\n\nNobody was hurt, the harbour master said in the evening.',
      publishedAt: Date.parse('2026-01-06T09:30:00Z'),
      language: 'en',
    });
  });

  it('reads other encodings, and anything at all', () => {
    const latin = Buffer.from('<title>Café</title>', 'latin1');
    expect(readPage(latin, 'text/html; charset=iso-8859-1').title).toBe('Café');
    expect(readPage(Buffer.from([0xff, 0, 1]), 'text/html; charset=unheard-of').text).toBe('');
  });
});
