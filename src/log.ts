import { type Logger, pino } from 'pino';

const HIDDEN = '[secret]';

/** Shorter ones would blacken ordinary words; none that Discord or a model's host gives out is. */
const SHORTEST = 6;

/**
 * A log in JSON lines on stdout in which no secret stands, wherever it came from: a message, an error's stack, a URL.
 * @param secrets the values themselves
 */
export function createLogger(
  level: string,
  secrets: readonly string[],
  stream?: { write(line: string): void },
): Logger {
  const options = { level, hooks: { streamWrite: (line: string) => withoutSecrets(line, secrets) } };
  return stream ? pino(options, stream) : pino(options);
}

/** The text with each secret blacked out, as it is, as JSON writes it, and as a URL does. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]))
      clean = clean.replaceAll(form, HIDDEN);
  }
  return clean;
}
