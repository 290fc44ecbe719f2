import { escapeUTF8 } from 'entities';
import { visibleLine } from '../messages/escape.ts';

/** Markup that is safe to stand in HTML and in XML. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | null | false | readonly (Markup | null | false)[];

/** A template whose inserted texts are escaped; markup stays markup, null and false are left out, lists are joined. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? '';
  for (const [at, part] of parts.entries()) text += written(part) + (strings[at + 1] ?? '');
  return new Markup(text);
}

function written(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  return escapeUTF8(visibleLine(String(part)).replace(UNFIT, ''));
}

/** Characters that XML 1.0 has no place for (https://www.w3.org/TR/xml/#charsets). */
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
