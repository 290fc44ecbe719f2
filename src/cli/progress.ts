/** `feeds [#####               ] 12/40`, in place, on a terminal; nothing where `out` (stderr) is none. */
export function showProgress(
  label: string,
  done: number,
  all: number,
  out: { isTTY?: boolean; write(text: string): unknown } = process.stderr,
): void {
  if (!out.isTTY) return;
  const filled = all === 0 ? 20 : Math.round((20 * done) / all);
  out.write(
    `\r\u001b[K${label} [${'#'.repeat(filled).padEnd(20)}] ${done}/${all}${done === all ? '\n' : ''}`,
  );
}
