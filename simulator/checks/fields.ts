import type { Faults, Path } from './faults.ts';

/**
 * Checks of single fields with Discord's fault codes and wording. Each takes the value as it came, adds what is
 * wrong to `faults` and returns the value where it is right, else undefined. Absent and null are right
 * unless `required`.
 */

export type Body = Record<string, unknown>;

interface Size {
  required?: boolean;
  min?: number;
  max?: number;
}

function absent(faults: Faults, path: Path, value: unknown, required: boolean | undefined): boolean {
  if (value !== undefined && value !== null) return false;
  if (required) faults.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  return true;
}

function rightLength(faults: Faults, path: Path, length: number, { min, max }: Size): boolean {
  const tooShort = min !== undefined && length < min;
  const tooLong = max !== undefined && length > max;
  if (!tooShort && !tooLong) return true;
  if (min && max) {
    faults.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  } else if (tooLong) {
    faults.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  } else {
    faults.add(path, 'BASE_TYPE_MIN_LENGTH', `Must be ${min} or more in length.`);
  }
  return false;
}

/** The length that Discord counts: code points, not UTF-16 units. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** A string of `min` to `max` characters. */
export function text(faults: Faults, path: Path, value: unknown, size: Size = {}): string | undefined {
  if (absent(faults, path, value, size.required)) return undefined;
  if (typeof value !== 'string') {
    faults.add(path, 'STRING_TYPE_CONVERT', `Could not interpret ${JSON.stringify(value)} as string.`);
    return undefined;
  }
  if (size.required && size.min && value === '') {
    faults.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return undefined;
  }
  return rightLength(faults, path, lengthOf(value), size) ? value : undefined;
}

/** A whole number from `min` to `max`. */
export function whole(faults: Faults, path: Path, value: unknown, range: Size = {}): number | undefined {
  if (absent(faults, path, value, range.required)) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    faults.add(path, 'NUMBER_TYPE_COERCE', `Value ${JSON.stringify(value)} is not int.`);
    return undefined;
  }
  if (range.min !== undefined && value < range.min) {
    faults.add(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${range.min}.`);
    return undefined;
  }
  if (range.max !== undefined && value > range.max) {
    faults.add(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${range.max}.`);
    return undefined;
  }
  return value;
}

/** True or false. */
export function flag(faults: Faults, path: Path, value: unknown): boolean | undefined {
  if (absent(faults, path, value, false)) return undefined;
  if (typeof value === 'boolean') return value;
  faults.add(path, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
  return undefined;
}

/** One of a few values. */
export function choice<T>(
  faults: Faults,
  path: Path,
  value: unknown,
  allowed: readonly T[],
  required = false,
): T | undefined {
  if (absent(faults, path, value, required)) return undefined;
  if (allowed.includes(value as T)) return value as T;
  faults.add(path, 'BASE_TYPE_CHOICES', `Value must be one of (${allowed.join(', ')}).`);
  return undefined;
}

/** A list of `min` to `max` members; a list of the wrong length is still returned, so that its members are checked too. */
export function list(faults: Faults, path: Path, value: unknown, size: Size = {}): unknown[] | undefined {
  if (absent(faults, path, value, size.required)) return undefined;
  if (!Array.isArray(value)) {
    faults.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return undefined;
  }
  rightLength(faults, path, value.length, size);
  return value;
}

/** An object. */
export function object(faults: Faults, path: Path, value: unknown, required = false): Body | undefined {
  if (absent(faults, path, value, required)) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Body;
  faults.add(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
  return undefined;
}

/** A snowflake: a string of digits. */
export function snowflake(faults: Faults, path: Path, value: unknown, required = false): string | undefined {
  if (absent(faults, path, value, required)) return undefined;
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return value;
  faults.add(path, 'NUMBER_TYPE_COERCE', `Value ${JSON.stringify(value)} is not snowflake.`);
  return undefined;
}

/** An address with one of the given schemes (without the colon). */
export function address(
  faults: Faults,
  path: Path,
  value: unknown,
  schemes: readonly string[],
  size: Size = {},
): string | undefined {
  const url = text(faults, path, value, { max: 2048, ...size });
  if (url === undefined) return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  const readable = scheme === 'attachment' ? /^attachment:\/\/[^/]+$/.test(url) : URL.canParse(url);
  if (!scheme || !readable) {
    faults.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    return undefined;
  }
  if (schemes.includes(scheme)) return url;
  const known = schemes.map((name) => `'${name}'`).join(', ');
  faults.add(
    path,
    'URL_TYPE_INVALID_SCHEME',
    `Scheme "${scheme}" is not supported. Scheme must be one of (${known}).`,
  );
  return undefined;
}
