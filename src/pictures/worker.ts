import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import { chartSvg } from '../messages/chart.ts';
import { mapSvg } from '../messages/map.ts';
import type { MessageFile } from '../messages/message.ts';
import { readWorld, type Topology, type World } from '../messages/world.ts';

/** What the drawer asks, and what it is answered. */
export interface Asked {
  id: number;
  file: Exclude<MessageFile, { kind: 'text' }>;
}
export type Answered = { id: number; png: Uint8Array } | { id: number; fault: string };

// resvg draws no letter without a font file for it, and says nothing.
const font = {
  loadSystemFonts: false,
  defaultFontFamily: 'Noto Sans',
  fontFiles: [
    fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')),
    fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')),
    fileURLToPath(
      import.meta.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
    ),
  ],
};

let world: World | null = null;

function svgOf(file: Asked['file']): string {
  if (file.kind === 'chart') return chartSvg(file.chart);
  world ??= readWorld(
    JSON.parse(
      readFileSync(fileURLToPath(import.meta.resolve('world-atlas/countries-50m.json')), 'utf8'),
    ) as Topology,
  );
  return mapSvg(file.map, world);
}

parentPort?.on('message', ({ id, file }: Asked) => {
  let answer: Answered;
  try {
    answer = { id, png: new Resvg(svgOf(file), { font }).render().asPng() };
  } catch (error) {
    answer = { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer);
});
