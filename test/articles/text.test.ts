import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, htmlToText, shorten, titleText } from '../../src/articles/text.ts';

describe('htmlToText', () => {
  it.each([
    ['plain text', 'Two drones fell.', 'Two drones fell.'],
    ['paragraphs', '<p>First one.</p><p>Second\n  one.</p>', 'First one.\n\nSecond one.'],
    ['line breaks', 'One<br>two<br/><br/>three', 'One two\n\nthree'],
    ['plain text with blank lines', 'One\nline.\n\n  Another.', 'One line.\n\nAnother.'],
    ['line ends inside a paragraph', '<p>One\n\nline</p>', 'One line'],
    ['inline markup', '<p>The <b>clin</b>ic, <a href="x">they say</a>.</p>', 'The clinic, they say.'],
    ['named and numeric entities', 'Caf&eacute; &amp; &#8220;bar&#x201D; &hellip;', 'Café & “bar” …'],
    ['non-breaking space', 'nine&nbsp;missiles', 'nine missiles'],
    ['a bare ampersand and a bare less-than', 'R & D, 3 < 4', 'R & D, 3 < 4'],
    ['scripts and styles', '<p>a</p><script>var x = "<p>b</p>"</script><style>p{}</style>', 'a'],
    ['captions', '<figure><img src="x"><figcaption>A street.</figcaption></figure><p>Text.</p>', 'Text.'],
    ['lists', '<ul><li>one</li><li>two</li></ul>', 'one\n\ntwo'],
    ['table cells', '<table><tr><td>Kyiv</td><td>3</td></tr></table>', 'Kyiv 3'],
    ['comments', 'a<!-- b -->c', 'ac'],
    [
      'markup escaped twice',
      '&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;',
      'One.\n\nTwo & three.',
    ],
    ['an example of markup beside markup', '<p>Write &lt;b&gt;bold&lt;/b&gt;.</p>', 'Write <b>bold</b>.'],
    ['unclosed tags', '<div><p>One<p>Two<b>!', 'One\n\nTwo!'],
    ['characters that show nothing', 'a\u200bb\u00adc\u202ed\u0000', 'abcd'],
    ['a lone surrogate', 'a\ud83d b', 'a\ufffd b'],
    ['a WordPress tail', '<p>Text.</p><p>The post Title appeared first on The Site.</p>', 'Text.'],
    ['a reading tail', '<p>Text.</p><p><a href="x">Read more</a></p>', 'Text.'],
    ['nothing', '', ''],
    ['only markup', '<p> </p><br>', ''],
  ])('%s', (_, html, text) => expect(htmlToText(html)).toBe(text));

  it('bounds nesting, size and time', () => {
    expect(htmlToText(`${'<div>'.repeat(200_000)}deep`.slice(0, 400_000))).toBe('');
    expect(htmlToText(`${'<div>'.repeat(5_000)}deep`)).toBe('deep');
    expect(htmlToText('word '.repeat(500_000)).length).toBeLessThanOrEqual(100_000);
    expect(htmlToText('x<p'.repeat(1_000_000)).length).toBeLessThanOrEqual(100_000);
  });

  it('keeps any plain text through escaping', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const line = text.replace(/\s+/g, ' ').trim();
        expect(htmlToText(`<p>${escapeHtml(line)}</p>`)).toBe(line);
      }),
    );
  });

  it('takes any text, leaves no control and no white space around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (html) => {
        const text = htmlToText(html);
        expect(text).toBe(text.trim());
        expect(text).not.toMatch(/[\u0000-\u0008\u200b\u202e]/);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('titleText', () => {
  it.each([
    ['<b>Strike</b> on <i>Kyiv</i>', 'Strike on Kyiv'],
    ['Talks\n  in\tParis', 'Talks in Paris'],
    ['Minister&amp;#8217;s visit', 'Minister’s visit'],
    ['AT&amp;amp;T', 'AT&T'],
    ['&lt;p&gt;Headline&lt;/p&gt;', 'Headline'],
    ['Losses < 10', 'Losses < 10'],
  ])('%s', (html, title) => expect(titleText(html)).toBe(title));

  it('is one line of at most 500 characters', () => {
    expect(titleText('long '.repeat(1_000)).length).toBeLessThanOrEqual(500);
    expect(titleText('<p>a</p><p>b</p>')).toBe('a b');
  });
});

describe('shorten', () => {
  it('cuts at a word and never inside a character', () => {
    expect(shorten('one two three', 13)).toBe('one two three');
    expect(shorten('one two three', 10)).toBe('one two…');
    expect(shorten('😀'.repeat(10), 6).isWellFormed()).toBe(true);
  });
});

describe('what a site puts around an article is no part of its text', () => {
  it.each([
    ['a share line', '<p>It sank.</p><p>Share on Facebook</p><p>Tweet</p>'],
    ['share buttons', '<p>It sank.</p><div class="sharedaddy"><div>Share</div>this</div>'],
    ['an invitation', '<p>It sank.</p><p>Sign up for our morning newsletter</p>'],
    ['what is related', '<p>It sank.</p><p>Related: Another ship</p>'],
    ['a caption', '<p class="wp-caption-text">The ship</p><p>It sank.</p>'],
    ['a figure’s caption', '<figure><img src="a"><figcaption>The ship</figcaption></figure><p>It sank.</p>'],
    ['rights', '<p>It sank.</p><p>© 2026 Harbour News</p>'],
    ['a link to the rest', '<p>It sank. <a href="/1">Read more »</a></p>'],
    ['a link to the rest in brackets', '<p>It sank. [Read more...]</p>'],
  ])('%s', (_, html) => expect(htmlToText(html)).toBe('It sank.'));

  it.each(['There is more to read.', 'Related officials said no more', 'They wanted to share the catch'])(
    'but a sentence that resembles it is: %s',
    (text) => expect(htmlToText(`<p>It sank.</p><p>${text}</p>`)).toBe(`It sank.\n\n${text}`),
  );
});
