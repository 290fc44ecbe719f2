/** A bar on a terminal that rewrites its line; nothing where the output is no terminal. */
export function progressBar(label: string): { show(share: number): void; end(): void } {
  const width = 30;
  const live = process.stderr.isTTY === true;
  return {
    show(share) {
      const full = Math.round(share * width);
      if (live)
        process.stderr.write(
          `\r${label} [${'█'.repeat(full)}${'·'.repeat(width - full)}] ${Math.round(share * 100)}%`,
        );
    },
    end() {
      if (live) process.stderr.write('\r\u001b[K');
    },
  };
}
