import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/property_seed.ts'],
    // Most of a test file's time is waiting for processes and sockets.
    maxWorkers: '100%',
    // Scenarios start real processes and a browser; a loaded two-core machine needs the room.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
