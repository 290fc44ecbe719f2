/** No document holds this character when it is read: XML forbids it, and `parseFeed` has taken it out. */
const MARK = '\u0001';
const PLACE = /\u0001(\d+)\u0001/g;
/** Shorter ones cost no more to read than to lift. */
const MIN_LENGTH = 40;
const OPEN = '<![CDATA[';
const CLOSE = ']]>';

/**
 * An XML document without its long CDATA sections, and the function that puts them back into a text of it. A parser
 * goes through a document character by character; of most feeds these sections are the greater part.
 */
export function liftTexts(document: string): { document: string; restore: (text: string) => string } {
  // In a comment, what looks like a section is none.
  if (!document.includes(OPEN) || document.includes('<!--')) return { document, restore: (text) => text };
  const lifted: string[] = [];
  let rest = '';
  let at = 0;
  for (let open = document.indexOf(OPEN); open >= 0; open = document.indexOf(OPEN, at)) {
    const begin = open + OPEN.length;
    const end = document.indexOf(CLOSE, begin);
    if (end < 0) break;
    const after = end + CLOSE.length;
    if (end - begin < MIN_LENGTH) rest += document.slice(at, after);
    else rest += `${document.slice(at, open)}${MARK}${lifted.push(document.slice(begin, end)) - 1}${MARK}`;
    at = after;
  }
  return {
    document: rest + document.slice(at),
    restore(text) {
      const first = text.indexOf(MARK);
      if (first < 0) return text;
      // Mostly a text is one section and nothing else.
      if (first === 0 && text.indexOf(MARK, 1) === text.length - 1)
        return lifted[Number(text.slice(1, -1))] ?? '';
      return text.replace(PLACE, (_, place: string) => lifted[Number(place)] ?? '');
    },
  };
}
