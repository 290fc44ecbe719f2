import type { Logger } from 'pino';
import type { Digest } from '../digests/digest.ts';
import { guard } from '../rewriting/guard.ts';
import type { LanguageCode } from '../rewriting/languages.ts';
import { passagesOf, withPassages } from '../rewriting/passages.ts';
import { readAnswer, requestFor, tokensAtMost } from '../rewriting/request.ts';
import type { Db } from '../store/open.ts';
import { recordRewriting, takeTokens } from '../store/rewriting.ts';
import type { SummarizerFailure } from '../summarizer/failure.ts';
import type { Model } from '../summarizer/model.ts';

/** Rephrases a digest in a language; gives it as it was built wherever that can't be done. Never rejects for what a model does. */
export type Rewrite = (digest: Digest, language: LanguageCode, signal?: AbortSignal) => Promise<Digest>;

interface Deps {
  db: Db;
  model: Model;
  /** Of a day (UTC), prompts and answers together. */
  dailyTokens: number;
  now: () => number;
  logger: Pick<Logger, 'info' | 'warn'>;
}

/** Room in an answer for JSON and for languages that need more of it. */
const ANSWER_SPARE = 400;

/**
 * Rewriting by a model that isn't trusted: each passage passes the guard or stays as it was built. Its tokens are taken
 * from the day's budget before it is asked; what a failed question cost can't be known, so they stay taken.
 */
export function createRewriter({ db, model, dailyTokens, now, logger }: Deps): Rewrite {
  async function fail(reason: SummarizerFailure, message: string, digest: Digest): Promise<Digest> {
    logger.warn({ reason, detail: message }, 'a digest is sent as it was built: the model could not be used');
    await recordRewriting(db, { spare: 0, rewritten: 0, kept: 0, failure: reason }, now());
    return digest;
  }

  return async (digest, language, signal) => {
    const passages = passagesOf(digest);
    if (passages.length === 0) return digest;
    const request = requestFor(passages, language);
    const asked = tokensAtMost(request.system + request.user);
    const mostTokens = 2 * tokensAtMost(request.user) + ANSWER_SPARE;
    const taken = asked + mostTokens;
    if (!(await takeTokens(db, taken, dailyTokens, now())))
      return fail('day_spent', `${taken} tokens would go beyond ${dailyTokens}`, digest);
    const answer = await model.ask(request, mostTokens, signal);
    if (answer.kind === 'failed') return fail(answer.reason, answer.message, digest);
    const found = readAnswer(answer.text, passages.length);
    if (found === null) return fail('bad_answer', 'the answer is not the JSON that was asked for', digest);

    const refused: Record<string, number> = {};
    let rewritten = 0;
    let at = 0;
    const told = withPassages(digest, (built) => {
      const text = found.get(at++);
      const verdict = text === undefined ? null : guard(built, text, language);
      if (verdict?.ok) {
        rewritten++;
        return verdict.text;
      }
      const reason = verdict?.reason ?? 'missing';
      refused[reason] = (refused[reason] ?? 0) + 1;
      return built;
    });
    // A server that counts nothing is taken at what its answer shows.
    const spent = Math.max(answer.tokens ?? asked, Math.ceil((request.user.length + answer.text.length) / 4));
    const kept = passages.length - rewritten;
    await recordRewriting(db, { spare: Math.max(0, taken - spent), rewritten, kept, failure: null }, now());
    logger.info({ language, rewritten, kept, refused, tokens: spent }, 'a digest was rewritten');
    return told;
  };
}
