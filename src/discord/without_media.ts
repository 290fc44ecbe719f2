import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import type { MessageBody } from '../messages/message.ts';

const MEDIA: readonly number[] = [ComponentType.MediaGallery, ComponentType.File, ComponentType.Thumbnail];

/** The message without its pictures and files, for a channel that takes none so large; null where it has none. */
export function withoutMedia(body: MessageBody): MessageBody | null {
  let dropped = false;
  const strip = <T>(components: readonly T[]): T[] =>
    components.flatMap((component) => {
      const part = component as { type: number; components?: unknown[]; accessory?: { type: number } };
      if (MEDIA.includes(part.type)) {
        dropped = true;
        return [];
      }
      // A section must have an accessory: without its picture only its text stays.
      if (part.accessory && MEDIA.includes(part.accessory.type)) {
        dropped = true;
        return strip(part.components ?? []) as T[];
      }
      return [part.components ? ({ ...component, components: strip(part.components) } as T) : component];
    });
  const components: APIMessageTopLevelComponent[] = strip(body.components);
  return dropped ? { ...body, components } : null;
}
