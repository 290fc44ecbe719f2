/** Words of a text as ROUGE counts them: lower-case letters and digits. */
function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * ROUGE-N F1 (Lin 2004, https://aclanthology.org/W04-1013/) of a summary against one reference, 0 to 1; without
 * stemming, stop words kept.
 */
export function rouge(summary: string, reference: string, n: 1 | 2): number {
  const grams = (text: string) => {
    const all = words(text);
    return Map.groupBy(
      all.slice(n - 1).map((word, i) => (n === 1 ? word : `${all[i]} ${word}`)),
      (gram) => gram,
    );
  };
  const [said, wanted] = [grams(summary), grams(reference)];
  const size = (counts: Map<string, string[]>) =>
    [...counts.values()].reduce((sum, { length }) => sum + length, 0);
  let shared = 0;
  for (const [gram, { length }] of wanted) shared += Math.min(length, said.get(gram)?.length ?? 0);
  const [precision, recall] = [shared / (size(said) || 1), shared / (size(wanted) || 1)];
  return shared === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
