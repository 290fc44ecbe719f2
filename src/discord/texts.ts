/** All text that a message's components show, in their order, trimmed. */
export function shownTexts(components: unknown): string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'content' && typeof inner === 'string') texts.push(inner.trim());
        else if (typeof inner === 'object') walk(inner);
      }
    }
  };
  walk(components);
  return texts;
}
