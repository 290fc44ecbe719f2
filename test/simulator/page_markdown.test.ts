import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

interface Node {
  type: string;
  text?: string;
  url?: string;
  children?: Node[] | null;
  entries?: { children: Node[]; list: Node | null }[];
  [key: string]: unknown;
}

// The page's files are plain JavaScript for the browser, with types of their own that this project's tsc doesn't read.
const file = new URL('../../simulator/page/markdown.js', import.meta.url).href;
const { parseMarkdown } = (await import(file)) as { parseMarkdown(text: string): Node[] };

/** `strong(a em(b))`: the tree on one line. */
function sketch(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text;
      const inside = node.entries
        ? node.entries.map((one) => `[${sketch(one.children)}${one.list ? sketch([one.list]) : ''}]`).join('')
        : (node.text ?? sketch(node.children ?? []));
      const about = node.url ?? node.id ?? node.name ?? node.level ?? node.style ?? node.language;
      return `${node.type}${about === undefined || about === null ? '' : `<${about}>`}(${inside})`;
    })
    .join('');
}

function everyNode(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => [
    node,
    ...everyNode(node.children ?? []),
    ...(node.entries ?? []).flatMap((one) => everyNode([...one.children, ...(one.list ? [one.list] : [])])),
  ]);
}

describe('markdown of a message', () => {
  it.each([
    ['plain', 'paragraph(plain)'],
    ['*a* _b_ **c** __d__ ~~e~~ ||f||', 'paragraph(em(a) em(b) strong(c) underline(d) strike(e) spoiler(f))'],
    ['***a***', 'paragraph(strong(em(a)))'],
    ['*a **b** c*', 'paragraph(em(a strong(b) c))'],
    ['snake_case_name and 2 * 3 * 4', 'paragraph(snake_case_name and 2 * 3 * 4)'],
    ['**open', 'paragraph(**open)'],
    ['\\*a\\* \\_b\\_ \\# c \\\\', 'paragraph(*a* _b_ # c \\)'],
    ['`*a*` ``b`c``', 'paragraph(code(*a*) code(b`c))'],
    ['**a `**` b**', 'paragraph(strong(a code(**) b))'],
    ['# A\n## B\n### C\n#### D', 'heading<1>(A)heading<2>(B)heading<3>(C)paragraph(#### D)'],
    ['-# small **print**', 'subtext(small strong(print))'],
    ['> a\n> **b**\nc', 'quote(paragraph(a\nstrong(b)))paragraph(c)'],
    ['>>> a\nb', 'quote(paragraph(a\nb))'],
    ['- a\n- b\n  - c\n- d', 'list([a][blist([c])][d])'],
    ['1. a\n2. b', 'list([a][b])'],
    ['a\n```js\nx = "**"\n```\nb', 'paragraph(a)codeblock<js>(x = "**")paragraph(b)'],
    ['```no end', 'paragraph(```no end)'],
    [
      '<@1> <@!2> <@&3> <#4> @everyone',
      'paragraph(user<1>() user<2>() role<3>() channel<4>() everyone<@everyone>())',
    ],
    ['<t:1767691800:R> <t:1767691800>', 'paragraph(time<R>() time<f>())'],
    ['<t:9999999999999:R>', 'paragraph(<t:9999999999999:R>)'],
    ['</latest:12> <:flag:34>', 'paragraph(command<latest>() emoji<flag>())'],
    ['[a **b**](https://x.org/c)', 'paragraph(link<https://x.org/c>(a strong(b)))'],
    ['[a](<https://x.org/c> "title")', 'paragraph(link<https://x.org/c>(a))'],
    ['[note] then [a](https://x.org/c)', 'paragraph([note] then link<https://x.org/c>(a))'],
    ['[a](https://x.org/b_(c))', 'paragraph(link<https://x.org/b_(c)>(a))'],
    [
      'see https://x.org/a_b_c, (https://x.org/d).',
      'paragraph(see link<https://x.org/a_b_c>(https://x.org/a_b_c), (link<https://x.org/d>(https://x.org/d)).)',
    ],
    ['[a](javascript:alert(1))', 'paragraph([a](javascript:alert(1)))'],
    ['[a](data:text/html,b)', 'paragraph([a](data:text/html,b))'],
    [
      '[https://good.org](https://bad.org)',
      'paragraph([link<https://good.org/>(https://good.org)](link<https://bad.org/>(https://bad.org)))',
    ],
  ])('%j', (text, expected) => {
    expect(sketch(parseMarkdown(text))).toBe(expected);
  });

  it('reads any text, keeps its letters, and links to the web only', () => {
    const pieces = fc.constantFrom(
      ...[
        '*',
        '**',
        '_',
        '__',
        '~~',
        '||',
        '`',
        '```',
        '\\',
        '[',
        ']',
        '(',
        ')',
        '](https://a.b)',
        '](javascript:x)',
      ],
      ...[
        '<',
        '>',
        '<@1>',
        '<t:1>',
        '\n',
        '> ',
        '>>> ',
        '- ',
        '  - ',
        '1. ',
        '# ',
        '-# ',
        'https://',
        'x',
        ' ',
        '😀',
      ],
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const nodes = everyNode(parseMarkdown(text));
        const shown = nodes.map((node) => node.text ?? '').join('');
        // A masked link's address is not shown; all else is.
        if (!nodes.some((node) => node.masked)) {
          expect(shown.split('😀').length).toBe(text.split('😀').length);
        }
        for (const node of nodes) if (node.url !== undefined) expect(node.url).toMatch(/^https?:\/\//);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['*', '**', '_', '[', '`', '||', '[a](', '> ', '- ', '*_', '**[`'])(
    'reads a message of nothing but %j without growing deep',
    (mark) => {
      const text = mark.repeat(Math.ceil(4000 / mark.length));
      expect(sketch(parseMarkdown(text)).length).toBeGreaterThan(0);
    },
  );
});
