import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleImage, firstImage } from '../../src/articles/image.ts';

const BASE = 'https://harbour.example/pier';

describe('articleImage', () => {
  it.each([
    ['http://img.example/a.jpg'],
    ['data:image/png;base64,AAAA'],
    ['javascript:alert(1)'],
    ['https://user@img.example/a.jpg'],
    [`https://img.example/${'a'.repeat(2_000)}.jpg`],
    [''],
  ])('shows no picture at %s', (address) => expect(articleImage(address, null, undefined)).toBeNull());

  it('makes the address whole and the caption plain', () => {
    expect(articleImage('/a.jpg', '<b>The pier</b> &amp; a ferry', BASE)).toEqual({
      url: 'https://harbour.example/a.jpg',
      caption: 'The pier & a ferry',
    });
  });
});

describe('firstImage', () => {
  it.each<[string, string, unknown]>([
    [
      'its alt text',
      '<p>x</p><img alt="A pier" src=/a.jpg>',
      { url: 'https://harbour.example/a.jpg', caption: 'A pier' },
    ],
    [
      'its caption',
      '<figure><img src="/a.jpg" alt="x"><figcaption>The pier, <i>closed</i></figcaption></figure>',
      { url: 'https://harbour.example/a.jpg', caption: 'The pier, closed' },
    ],
    [
      'a caption of its own only',
      '<figure><img src="/a.jpg"></figure><figure><img src="/b.jpg"><figcaption>B</figcaption></figure>',
      { url: 'https://harbour.example/a.jpg', caption: null },
    ],
    [
      'not what counts readers',
      '<img src="https://count.example/1" width="1" height="1"><img src="/a.jpg">',
      { url: 'https://harbour.example/a.jpg', caption: null },
    ],
    ['nothing', '<p>No picture</p>', null],
  ])('gives %s', (_, html, expected) => expect(firstImage(html, BASE)).toEqual(expected));

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void firstImage(`<img ${text}>${text}`, BASE)));
  });
});
