import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liftTexts } from '../../src/feeds/lifted_texts.ts';

const LONG = 'A pier <b>closed</b> & nobody knows for how long it will stay so.';

describe('liftTexts', () => {
  it('takes long sections out and puts them back', () => {
    const { document, restore } = liftTexts(
      `<a><![CDATA[${LONG}]]></a><b><![CDATA[x]]>y<![CDATA[${LONG}2]]></b>`,
    );
    expect(document).not.toContain('pier');
    expect(document).toContain('<![CDATA[x]]>y');
    const [a = '', b = ''] = [...document.matchAll(/<([ab])>(.*?)<\/\1>/g)].map(([, , text]) =>
      restore(text ?? ''),
    );
    expect([a, b]).toEqual([LONG, `<![CDATA[x]]>y${LONG}2`]);
  });

  it.each([
    ['a comment', `<!-- <![CDATA[ --><a>${LONG}]]></a>`],
    ['a section that never ends', `<a><![CDATA[${LONG}</a>`],
    ['no section', `<a>${LONG}</a>`],
  ])('leaves a document with %s as it is', (_, document) => {
    expect(liftTexts(document).document).toBe(document);
  });

  it('loses and adds nothing, whatever the texts hold', () => {
    const text = fc
      .string({ maxLength: 80 })
      .map((value) => value.replaceAll('\u0001', '').replaceAll(']]>', ''));
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const whole = texts.filter((value) => !value.includes('<!--')).map((value) => `<![CDATA[${value}]]>`);
        const { document, restore } = liftTexts(whole.join(''));
        const plain = (value: string) => value.replaceAll('<![CDATA[', '').replaceAll(']]>', '');
        expect(plain(restore(document))).toBe(plain(whole.join('')));
      }),
    );
  });
});
