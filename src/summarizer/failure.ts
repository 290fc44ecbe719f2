/** Why a model's answer didn't come or couldn't be used, and what its host can do. */
export const SUMMARIZER_FAILURES = {
  timeout: 'The model is too slow or down; raise `SUMMARIZER_TIMEOUT_SECONDS` or take a smaller model.',
  connection: 'Nothing answers at `SUMMARIZER_URL`; check the address, and that the model’s server runs.',
  refused_key: 'The key is wrong, or may not use this model: check `SUMMARIZER_KEY` and `SUMMARIZER_MODEL`.',
  too_many_requests: 'The model’s server wants fewer requests, or its credit is used up.',
  http_status: 'The model’s server has a fault, or `SUMMARIZER_URL` or `SUMMARIZER_MODEL` is wrong.',
  redirected: 'The address redirects; set `SUMMARIZER_URL` to where it leads. The key is never sent on.',
  too_large: 'The answer was larger than any digest; take another model.',
  bad_answer: 'The model doesn’t answer with the JSON that it is asked for; take a more capable one.',
  day_spent: 'The day’s tokens are used up; raise `SUMMARIZER_DAILY_TOKENS`, or wait for the next day (UTC).',
} as const;

export type SummarizerFailure = keyof typeof SUMMARIZER_FAILURES;
