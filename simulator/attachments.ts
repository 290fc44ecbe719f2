import { extname } from 'node:path';

/** A file as it came with a request. */
export interface Upload {
  filename: string;
  contentType: string;
  bytes: Uint8Array;
}

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
};

/** The name that Discord gives an uploaded file: letters, digits, `_`, `-` and `.`; spaces become `_`. */
export function safeFilename(name: string): string {
  const kept = name.replace(/\s+/g, '_').replace(/[^\w.-]/g, '');
  return kept.replace(/^\.+/, '') || 'unknown';
}

/** Files that messages carry, kept in memory and served under `/attachments/`. */
export class AttachedFiles {
  readonly #files = new Map<string, Upload>();

  /** Keeps a file; returns its path on the simulator and what Discord tells of it. */
  keep(channelId: string, id: string, upload: Upload) {
    const filename = safeFilename(upload.filename);
    const path = `/attachments/${channelId}/${id}/${filename}`;
    const contentType = TYPES[extname(filename).toLowerCase()] ?? 'application/octet-stream';
    this.#files.set(path, { ...upload, filename, contentType });
    return { path, filename, contentType, size: upload.bytes.length, ...pngSize(upload.bytes) };
  }

  /** The file at this path of the simulator, or undefined. */
  at(path: string): Upload | undefined {
    return this.#files.get(path);
  }
}

/** Width and height in pixels where the bytes are a PNG; nothing else is measured. */
function pngSize(bytes: Uint8Array): { width?: number; height?: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 24 || view.getUint32(0) !== 0x89504e47) return {};
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
