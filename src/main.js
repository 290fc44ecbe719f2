import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// JavaScript, for Node would load its compiler of types (18 MB) to read this one file: all others come from the cache
// of what they compile to, which halves a start. And a young generation that stays at 1 MiB saves an idle bot 35 MB, a
// heap that grows in small steps 6 MB; reading is none the slower.
enableCompileCache();
setFlagsFromString('--optimize-for-size');
setFlagsFromString('--semi-space-growth-factor=1');
// undici parses HTTP in WebAssembly. Optimizing that takes 25 MB for a moment, half of which malloc keeps, and makes requests no cheaper.
setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');

// Node has an undici of its own, which whoever asks for `fetch` or `FormData` would load as a second one.
const { install } = await import('undici');
install();

// Starting leaves 13 MB behind, which V8 would keep until its heap has grown a good deal more.
setTimeout(() => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')({ type: 'major', flavor: 'last-resort' });
}, 10_000).unref();

await import('./bot.ts');
