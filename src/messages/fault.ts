import type { ReplyKey } from '../languages/catalogs.ts';
import type { Say } from '../languages/say.ts';

/**
 * Why a feed or a page can't be read, and what to do about it. In English with what exactly went wrong, as it was
 * noted; in other languages what its code stands for.
 */
export function faultText({ code, message }: { code: string; message: string }, say: Say): string {
  if (say.language === 'en') return message;
  const key = `fault.${code}`;
  const text = say(key as ReplyKey);
  return text === key ? message : text;
}
