/** Counts of one yes/no or set-valued measure; all measures of the table are made of these. */
export interface Tally {
  right: number;
  /** Said by the reader, not by the label. */
  extra: number;
  /** Said by the label, not by the reader. */
  missed: number;
}

export function tally(): Tally {
  return { right: 0, extra: 0, missed: 0 };
}

export function f1({ right, extra, missed }: Tally): number {
  return right === 0 ? 0 : (2 * right) / (2 * right + extra + missed);
}

/** Counts a yes/no answer against its label. */
export function count(into: Tally, said: boolean, label: boolean): void {
  if (said && label) into.right++;
  else if (said) into.extra++;
  else if (label) into.missed++;
}

/** A share of right answers. */
export interface Share {
  right: number;
  of: number;
}

export function mark(into: Share, right: boolean): void {
  into.of++;
  if (right) into.right++;
}

export function line(name: string, value: number, note: string): string {
  return `  ${name.padEnd(34)} ${value.toFixed(3)}   ${note}`;
}
