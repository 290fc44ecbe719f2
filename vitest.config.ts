import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Scenarios start real processes and a browser; a loaded two-core machine needs the room.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
