/**
 * The candidates that differ least from what was typed, nearest first, ignoring case: for "did you mean".
 * Only those within a third of the typed length (at least 2 edits) count.
 */
export function nearest(typed: string, candidates: readonly string[], limit: number): string[] {
  const wanted = typed.toLowerCase().slice(0, 64);
  const allowed = Math.max(2, Math.floor(wanted.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toLowerCase(), allowed) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** Insertions, deletions and substitutions between two texts (Levenshtein); `allowed + 1` for anything farther. */
function editDistance(a: string, b: string, allowed: number): number {
  if (Math.abs(a.length - b.length) > allowed) return allowed + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(
        Math.min(substitution, (previous[column] as number) + 1, (current[column - 1] as number) + 1),
      );
    }
    previous = current;
  }
  return Math.min(previous[b.length] as number, allowed + 1);
}
