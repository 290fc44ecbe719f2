import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import type { SendOutcome } from './sender.ts';

type Failure = Exclude<SendOutcome, { kind: 'sent' }>;

/** A refused token stays refused until someone mends it; each try counts towards Discord's ban of the address. */
const AFTER_REFUSED_TOKEN_MS = 5 * 60_000;
const AFTER_STRANGE_ANSWER_MS = 60_000;
const AFTER_SILENT_RATE_LIMIT_MS = 5_000;
const AFTER_SLOW_MODE_MS = 30_000;

/** Errors of connecting: no byte of the request has left. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * What a failed request to Discord means for the message, by Discord's error codes
 * (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json).
 */
export function outcomeOf(error: unknown): Failure {
  if (error instanceof RateLimitError) {
    return {
      kind: 'retry',
      scope: error.global || error.scope === 'global' ? 'all' : 'channel',
      afterMs: error.retryAfter > 0 ? error.retryAfter : AFTER_SILENT_RATE_LIMIT_MS,
      attempted: false,
      reason: 'Discord asks to wait (rate limit).',
    };
  }
  if (error instanceof DiscordAPIError) return refusalOf(error);
  if (error instanceof HTTPError) {
    const reason = `Discord has trouble of its own (HTTP ${error.status}).`;
    return { kind: 'retry', scope: 'channel', afterMs: null, attempted: true, reason };
  }
  const said = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (NOT_CONNECTED.has(code)) {
    const reason = `Discord can't be reached (${code}).`;
    return { kind: 'retry', scope: 'all', afterMs: null, attempted: false, reason };
  }
  const reason = `The connection to Discord failed (${code || said}).`;
  return { kind: 'retry', scope: 'channel', afterMs: null, attempted: true, reason };
}

function refusalOf(error: DiscordAPIError): Failure {
  const { status } = error;
  const code = Number(error.code);
  const said = `${error.message} (HTTP ${status}, code ${error.code})`;
  if (status === 401) {
    return {
      kind: 'retry',
      scope: 'all',
      afterMs: AFTER_REFUSED_TOKEN_MS,
      attempted: false,
      reason: 'Discord refuses the bot token: set DISCORD_TOKEN to a valid one and restart.',
    };
  }
  switch (code) {
    case RESTJSONErrorCodes.UnknownMessage:
    case RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser:
      return { kind: 'gone', scope: 'message', code, reason: 'The message to edit is gone.' };
    case RESTJSONErrorCodes.MissingAccess:
      return goneChannel(
        code,
        'Sitrep can’t see this channel: give it the View Channel permission here, then resume with /subscriptions.',
      );
    case RESTJSONErrorCodes.MissingPermissions:
      return goneChannel(
        code,
        'Sitrep may not write in this channel: give it the View Channel and Send Messages permissions here ' +
          '(in a thread: Send Messages in Threads), then resume with /subscriptions.',
      );
    case RESTJSONErrorCodes.UnknownChannel:
    case RESTJSONErrorCodes.UnknownGuild:
      return goneChannel(code, 'This channel is gone: subscribe in another one with /subscribe.');
    case RESTJSONErrorCodes.CannotSendMessagesToThisUser:
      return goneChannel(
        code,
        'Discord lets Sitrep write no direct messages to you: allow them from a server that you share with it, then resume.',
      );
    case RESTJSONErrorCodes.InvalidActionOnArchivedThread:
    case RESTJSONErrorCodes.ThreadLocked:
      return goneChannel(
        code,
        'This thread is archived or locked: open it again (or give Sitrep the Manage Threads permission), then resume with /subscriptions.',
      );
    case RESTJSONErrorCodes.ActionCannotBePerformedDueToSlowmodeRateLimit:
      return {
        kind: 'retry',
        scope: 'channel',
        afterMs: slowMode(error.rawError),
        attempted: false,
        reason: 'The channel is in slow mode.',
      };
    case RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached:
      return { kind: 'uneditable' };
  }
  // Discord's own 403 and 404 carry a code above 0; without one it's a proxy, a wrong address or a block.
  if ((status === 403 || status === 404) && !(code > 0)) {
    return {
      kind: 'retry',
      scope: 'all',
      afterMs: AFTER_STRANGE_ANSWER_MS,
      attempted: false,
      reason: `Something that isn’t Discord’s API answered: ${said}. Check DISCORD_API_URL and any proxy.`,
    };
  }
  if (status === 403) {
    return goneChannel(
      code,
      `Discord lets Sitrep not write here: ${said}. Mend it, then resume with /subscriptions.`,
    );
  }
  return { kind: 'refused', reason: `Discord takes no such message: ${said}` };
}

function goneChannel(code: number, reason: string): Failure {
  return { kind: 'gone', scope: 'channel', code, reason };
}

/** What is left of a channel's slow mode, in milliseconds. */
function slowMode(answer: object): number {
  const seconds = 'retry_after' in answer ? Number(answer.retry_after) : Number.NaN;
  return seconds > 0 ? seconds * 1_000 : AFTER_SLOW_MODE_MS;
}
