import fc from 'fast-check';

/** Texts put together from what a reader looks for, and from anything else. */
export const assembledFrom = (fragments: string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 5, unit: 'binary' })), {
      maxLength: 80,
    })
    .map((parts) => parts.join(' '));

/** A text as names and figures are compared in: one apostrophe, one kind of space, lower-case. */
export const plain = (text: string) =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/[\s\u200b-\u200f\u202a-\u202e-]+/g, ' ')
    .toLowerCase();
