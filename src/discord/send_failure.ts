import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import type { Said } from '../languages/say.ts';
import type { SendFailure } from './sender.ts';

/** A refused token stays refused until someone mends it; each try counts towards Discord's ban of the address. */
const AFTER_REFUSED_TOKEN_MS = 5 * 60_000;
const AFTER_STRANGE_ANSWER_MS = 60_000;
const AFTER_SILENT_RATE_LIMIT_MS = 5_000;
const AFTER_SLOW_MODE_MS = 30_000;
/** An edit that may leave so soon is waited for; for a longer time the card's newest state follows as a reply. */
const SHORT_WAIT_MS = 60_000;

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
export function outcomeOf(error: unknown): SendFailure {
  if (error instanceof RateLimitError) {
    return {
      kind: 'retry',
      scope: error.global || error.scope === 'global' ? 'all' : 'channel',
      afterMs: error.retryAfter > 0 ? error.retryAfter : AFTER_SILENT_RATE_LIMIT_MS,
      attempted: false,
      reason: { key: 'delivery.rate_limit' },
    };
  }
  if (error instanceof DiscordAPIError) return refusalOf(error);
  if (error instanceof HTTPError) {
    const reason: Said = { key: 'delivery.trouble', values: { status: `${error.status}` } };
    return { kind: 'retry', scope: 'channel', afterMs: null, attempted: true, reason };
  }
  const said = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (NOT_CONNECTED.has(code)) {
    const reason: Said = { key: 'delivery.unreachable', values: { detail: code } };
    return { kind: 'retry', scope: 'all', afterMs: null, attempted: false, reason };
  }
  const reason: Said = { key: 'delivery.connection', values: { detail: code || said } };
  return { kind: 'retry', scope: 'channel', afterMs: null, attempted: true, reason };
}

function refusalOf(error: DiscordAPIError): SendFailure {
  const { status } = error;
  const code = Number(error.code);
  const said = `${error.message} (HTTP ${status}, code ${error.code})`;
  if (status === 401) {
    return {
      kind: 'retry',
      scope: 'all',
      afterMs: AFTER_REFUSED_TOKEN_MS,
      attempted: false,
      reason: { key: 'delivery.token' },
    };
  }
  switch (code) {
    case RESTJSONErrorCodes.UnknownMessage:
    case RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser:
      return { kind: 'gone', scope: 'message', code, reason: { key: 'delivery.message_gone' } };
    case RESTJSONErrorCodes.MissingAccess:
      return goneChannel(code, { key: 'pause.no_access' });
    case RESTJSONErrorCodes.MissingPermissions:
      return goneChannel(code, { key: 'pause.no_permission' });
    case RESTJSONErrorCodes.UnknownChannel:
    case RESTJSONErrorCodes.UnknownGuild:
      return goneChannel(code, { key: 'pause.channel_gone' });
    case RESTJSONErrorCodes.CannotSendMessagesToThisUser:
      return goneChannel(code, { key: 'pause.dm' });
    case RESTJSONErrorCodes.InvalidActionOnArchivedThread:
    case RESTJSONErrorCodes.ThreadLocked:
      return goneChannel(code, { key: 'pause.thread_locked' });
    case RESTJSONErrorCodes.ActionCannotBePerformedDueToSlowmodeRateLimit:
      return {
        kind: 'retry',
        scope: 'channel',
        afterMs: waitAsked(error.rawError) ?? AFTER_SLOW_MODE_MS,
        attempted: false,
        reason: { key: 'delivery.slow_mode' },
      };
    case RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached: {
      const afterMs = waitAsked(error.rawError);
      if (afterMs === null || afterMs > SHORT_WAIT_MS) return { kind: 'uneditable' };
      return { kind: 'later', afterMs, reason: { key: 'delivery.old_edits' } };
    }
    case RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage:
      return { kind: 'gone', scope: 'message', code, reason: { key: 'delivery.thread_deleted' } };
  }
  // Discord's own 403 and 404 carry a code above 0; without one it's a proxy, a wrong address or a block.
  if ((status === 403 || status === 404) && !(code > 0)) {
    return {
      kind: 'retry',
      scope: 'all',
      afterMs: AFTER_STRANGE_ANSWER_MS,
      attempted: false,
      reason: { key: 'delivery.not_discord', values: { detail: said } },
    };
  }
  if (status === 403) {
    return goneChannel(code, { key: 'pause.forbidden', values: { detail: said } });
  }
  return { kind: 'refused', reason: { key: 'delivery.refused', values: { detail: said } } };
}

function goneChannel(code: number, reason: Said): SendFailure {
  return { kind: 'gone', scope: 'channel', code, reason };
}

/** How long Discord asks to wait, in milliseconds; null where it doesn't say. */
function waitAsked(answer: object): number | null {
  const seconds = 'retry_after' in answer ? Number(answer.retry_after) : Number.NaN;
  return seconds > 0 ? seconds * 1_000 : null;
}
