import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/property_seed.ts'],
    globalSetup: ['test/temporary_folder.ts'],
    // Most of a test file's time is waiting for processes and sockets.
    maxWorkers: '100%',
    // These end what hangs and measure nothing: a busy machine may be twenty times slower than an idle one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000, interval: 20 } },
  },
});
