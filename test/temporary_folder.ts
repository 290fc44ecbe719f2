import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whatever a run of the tests leaves in the folder for temporary files is gone with the run. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
