import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Say } from '../languages/say.ts';
import { customId } from '../messages/custom_id.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { forgetMember, type MemberRecords, memberRecords } from '../store/members.ts';
import type { Asking, Command, CommandContext } from './command.ts';
import { everywhere } from './story_lists.ts';

const FILE = 'sitrep.json';

/** What is kept of the member who asks, counted, and all of it as a file. */
export const privacy: Command = {
  definition: { name: 'privacy', description: 'What I keep of you, and all of it as a file', ...everywhere },
  ephemeral: true,

  async run({ userId, say }, { db }) {
    const records = await memberRecords(db, userId);
    const counts = countsOf(records, say);
    const lines =
      counts.length === 0
        ? [say('privacy.policy'), say('privacy.nothing')]
        : [say('privacy.policy'), ...counts.map((count) => `- ${count}`), say('privacy.file')];
    const body = notice(say('privacy.title'), lines, 'info', [], say);
    if (counts.length === 0) return { body };
    return {
      body: {
        ...body,
        components: [...body.components, { type: ComponentType.File, file: { url: `attachment://${FILE}` } }],
      },
      files: [{ name: FILE, content: `${JSON.stringify(records, null, 2)}\n` }],
    };
  },
};

/** Asks first: it can't be undone. */
export const forget: Command = {
  definition: { name: 'forget', description: 'Erase what I keep of you', ...everywhere },
  ephemeral: true,

  async run({ userId, say }, { db }) {
    if (countsOf(await memberRecords(db, userId), say).length === 0)
      return { body: notice(say('forget.title'), [say('privacy.nothing')], 'info', [], say) };
    const id = customId({ kind: 'forget' });
    const button =
      id === null
        ? null
        : {
            type: ComponentType.Button as const,
            style: ButtonStyle.Danger as const,
            custom_id: id,
            label: say('forget.button'),
          };
    return { body: notice(say('forget.title'), [say('forget.ask')], 'warning', [button], say) };
  },
};

/** Erases what is kept of the member who pressed. */
export async function forgetNow({ userId, say }: Asking, { db }: CommandContext): Promise<MessageBody> {
  await forgetMember(db, userId);
  return notice(say('forget.title'), [say('forget.done')], 'success', [], say);
}

function countsOf(records: MemberRecords, say: Say): string[] {
  const kinds = ['follows', 'subscriptions', 'feeds', 'mutes', 'drafts'] as const;
  return kinds.flatMap((kind) => {
    const count = records[kind].length;
    return count === 0 ? [] : [say(`privacy.${kind}`, { count })];
  });
}
