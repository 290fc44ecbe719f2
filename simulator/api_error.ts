import type { Faults } from './checks/faults.ts';

/** A refused REST request: its HTTP status and Discord's JSON body. Thrown by routes, caught by the server alone. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: { code: number; message: string; errors?: unknown };
  /** What the answer's head says beside it. */
  headers: Record<string, string> = {};

  constructor(status: number, code: number, message: string, errors?: unknown) {
    super(message);
    this.status = status;
    this.body = errors === undefined ? { message, code } : { message, code, errors };
  }
}

function waiting(code: number, message: string, ms: number): ApiError {
  const error = new ApiError(429, code, message);
  Object.assign(error.body, { retry_after: ms / 1_000, global: false });
  error.headers = { 'retry-after': String(Math.ceil(ms / 1_000)), 'x-ratelimit-scope': 'user' };
  return error;
}

/** Refusals by name, as Discord's list of JSON error codes has them. */
export const refuse = {
  unauthorized: () => new ApiError(401, 0, '401: Unauthorized'),
  notFound: () => new ApiError(404, 0, '404: Not Found'),
  methodNotAllowed: () => new ApiError(405, 0, '405: Method Not Allowed'),
  unknownChannel: () => new ApiError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new ApiError(404, 10004, 'Unknown Guild'),
  unknownMember: () => new ApiError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new ApiError(404, 10008, 'Unknown Message'),
  unknownUser: () => new ApiError(404, 10013, 'Unknown User'),
  unknownWebhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiError(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new ApiError(404, 10063, 'Unknown application command'),
  tooManyWebhooks: (limit: number) =>
    new ApiError(400, 30007, `Maximum number of webhooks reached (${limit}).`),
  tooManyCommands: (limit: number) =>
    new ApiError(400, 30032, `Maximum number of application commands reached (${limit}).`),
  tooLarge: () => new ApiError(413, 40005, 'Request entity too large'),
  alreadyAcknowledged: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new ApiError(403, 50001, 'Missing Access'),
  foreignMessage: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  unwelcome: () => new ApiError(403, 50007, 'Cannot send messages to this user'),
  emptyMessage: () => new ApiError(400, 50006, 'Cannot send an empty message'),
  notATextChannel: () => new ApiError(400, 50008, 'Cannot send messages in a non-text channel'),
  missingPermissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  deadWebhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
  invalidRecipient: () => new ApiError(400, 50033, 'Invalid Recipient(s)'),
  rateLimited: (ms: number) => waiting(0, 'You are being rate limited.', ms),
  oldEdits: (ms: number) =>
    waiting(30046, 'Maximum number of edits to messages older than 1 hour reached', ms),
  archivedThread: () => new ApiError(400, 50083, 'Thread is archived'),
  lockedThread: () => new ApiError(403, 160005, 'Thread is locked'),
  threadAlready: () => new ApiError(400, 160004, 'A thread has already been created for this message'),
  tagRequired: () => new ApiError(400, 40067, 'A tag is required to create a forum post in this channel'),
  notForThisChannel: () => new ApiError(400, 50024, 'Cannot execute action on this channel type'),
  alreadyCrossposted: () => new ApiError(400, 40033, 'This message was already crossposted'),
  invalidForm: (faults: Faults) => new ApiError(400, 50035, 'Invalid Form Body', faults.tree()),
  invalidJson: () => new ApiError(400, 50109, 'The request body contains invalid JSON.'),
  noHistory: () => new ApiError(400, 160002, 'Cannot reply without permission to read message history'),
};
