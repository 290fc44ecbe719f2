import type { Logger } from 'pino';
import type { MessageBody } from '../messages/message.ts';
import type { Drawer, DrawnFile } from '../pictures/draw.ts';
import type { Sender } from './sender.ts';
import { withoutMedia } from './without_media.ts';

type Log = Pick<Logger, 'error'>;

/**
 * A message as Discord takes it, with the files that it refers to. Where one can't be made the message goes without
 * its pictures: what they show stands in its text too.
 */
export async function withFiles(
  message: MessageBody,
  draw: Drawer['draw'] | undefined,
  log: Log,
): Promise<{ body: MessageBody; files: DrawnFile[] }> {
  const { files, ...body } = message;
  if (!files || files.length === 0) return { body, files: [] };
  try {
    if (draw) return { body, files: await draw(files) };
  } catch (error) {
    log.error({ err: error }, 'a message goes without its pictures');
  }
  return { body: withoutMedia(body) ?? body, files: [] };
}

/** A sender that makes the files of each post before it is sent. Edits keep the files that their message has. */
export function sendingFiles(sender: Sender, draw: Drawer['draw'], log: Log): Sender {
  return {
    ...sender,
    async send(outgoing) {
      if (outgoing.body.files === undefined) return sender.send(outgoing);
      return sender.send({ ...outgoing, ...(await withFiles(outgoing.body, draw, log)) });
    },
  };
}
