import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const HEAD = `# Accuracy

Written by \`npm run eval\`: the figures of every set as last measured, each section by the run that its line
names. \`npm run eval -- NAME …\` measures some of them (${'`reports`'} for all of the reader's), \`--data DIR\` takes
another folder, \`--errors\` lists what was wrong. Nothing on this page is typed by hand.

What was learned from a set is measured on it by cross-validation (section \`classify\`); sections \`articles\` and
\`case2021\` run the reader with the committed weights, which have seen those rows' two topics.
`;

const SECTION = /^## (\S+)\n([\s\S]*?)(?=^## |$(?![\s\S]))/gm;

/** Puts what the named evaluations printed onto the page, leaving the other sections as they were. */
export function writeAccuracyPage(
  path: string,
  printed: ReadonlyMap<string, string>,
  order: readonly string[],
) {
  const sections = new Map<string, string>();
  if (existsSync(path)) {
    for (const [, name = '', body = ''] of readFileSync(path, 'utf8').matchAll(SECTION))
      sections.set(name, body.trim());
  }
  for (const [name, text] of printed) sections.set(name, `\`\`\`\n${text.trimEnd()}\n\`\`\``);
  const known = order.flatMap((name) =>
    sections.has(name) ? `\n## ${name}\n\n${sections.get(name)}\n` : [],
  );
  writeFileSync(path, HEAD + known.join(''));
}

/** Runs `work`, showing what it prints, and returns that with its answer. */
export async function recordPrinted<Answer>(
  work: () => Answer | Promise<Answer>,
): Promise<{ answer: Answer; printed: string }> {
  const write = process.stdout.write;
  let printed = '';
  process.stdout.write = ((chunk: string | Uint8Array, ...rest: []) => {
    printed += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    return write.call(process.stdout, chunk, ...rest);
  }) as typeof process.stdout.write;
  try {
    return { answer: await work(), printed };
  } finally {
    process.stdout.write = write;
  }
}
