import type { Body } from './checks/fields.ts';

/** The component with this custom id, however deep it stands in a message's components, or undefined. */
export function componentOf(components: unknown, customId: string): Body | undefined {
  for (const one of Array.isArray(components) ? (components as Body[]) : []) {
    if (one.custom_id === customId) return one;
    const inner =
      componentOf(one.components, customId) ?? componentOf(one.accessory ? [one.accessory] : [], customId);
    if (inner) return inner;
  }
  return undefined;
}
