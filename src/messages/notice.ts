import { MessageFlags } from 'discord-api-types/v10';
import { inEnglish, type Say } from '../languages/say.ts';
import { type Tone, toneAccent } from './accent.ts';
import { cut, firstThatFit, line } from './fit.ts';
import { type Button, message } from './layout.ts';
import type { MessageBody } from './message.ts';

/**
 * A short message of the bot's own: a confirmation, help, status or an error. Always within Discord's limits.
 * @param title outside text: it is escaped here, so not before
 * @param lines the caller's own Markdown, with what comes from outside through `escapeText`; lines that don't fit are
 *   counted at the end
 * @param buttons at most five, below the lines
 */
export function notice(
  title: string,
  lines: readonly string[],
  tone: Tone,
  buttons: readonly Button[] = [],
  say: Say = inEnglish,
): MessageBody {
  const shown = firstThatFit(
    lines.map((text) => cut(text, 4_000)),
    8_500,
    lines.length,
    say,
  );
  return message(
    [
      { kind: 'text', text: `### ${line(title, 200, 'Sitrep')}` },
      { kind: 'text', text: shown },
      { kind: 'buttons', buttons: [...buttons] },
    ],
    toneAccent(tone),
  );
}

/** Who did what, as one line of small print; it pings nobody. */
export function auditLine(text: string): MessageBody {
  return message([{ kind: 'text', text: `-# ${text}` }], toneAccent('info'));
}

/** The same message, shown to its reader alone; only a reply to an interaction can be. */
export function ephemeral(body: MessageBody): MessageBody {
  return { ...body, flags: body.flags | MessageFlags.Ephemeral };
}
