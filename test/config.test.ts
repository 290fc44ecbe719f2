import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, environmentSchema, readConfig } from '../src/config.ts';

const faultsOf = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
};

describe('readConfig', () => {
  it('has a default for everything but the token', () => {
    const config = readConfig({});
    expect(config.discordToken).toBeUndefined();
    expect(config.databaseUrl).toBe('sqlite:./data/sitrep.db');
    expect(config.poll).toEqual({ minMs: 120_000, maxMs: 3_600_000 });
    expect(config.freshMs).toBe(6 * 3_600_000);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('takes a blank line as not set', () => {
    expect(readConfig({ POLL_MIN_SECONDS: ' ', DISCORD_TOKEN: '' })).toEqual(readConfig({}));
  });

  it('reports every fault at once', () => {
    const faults = faultsOf({ POLL_MIN_SECONDS: 'soon', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' });
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
      'DATABASE_URL',
      'LOG_LEVEL',
      'POLL_MIN_SECONDS',
    ]);
  });

  it('runs a web server only where a port is set, and refuses a public address without one', () => {
    expect(readConfig({}).web).toBeNull();
    expect(readConfig({ WEB_PORT: '8080', PUBLIC_URL: 'https://sitrep.example/' })).toMatchObject({
      web: { host: '127.0.0.1', port: 8_080 },
      publicUrl: 'https://sitrep.example',
    });
    expect(faultsOf({ PUBLIC_URL: 'https://sitrep.example' })).toEqual([expect.stringContaining('WEB_PORT')]);
  });

  it('does all by default, and a part of it only where several processes can share a store', () => {
    expect([...readConfig({}).roles]).toEqual(['poll', 'read', 'gateway', 'deliver', 'digest', 'web']);
    const shared = { DATABASE_URL: 'postgres://x/sitrep' };
    expect([...readConfig({ ...shared, ROLES: 'poll, Web' }).roles]).toEqual(['poll', 'web']);
    expect(faultsOf({ ROLES: 'poll' })).toEqual([expect.stringContaining('ROLES: needs a PostgreSQL')]);
    expect(faultsOf({ ...shared, ROLES: 'fetch' })).toEqual([expect.stringContaining('ROLES')]);
  });

  it.each([
    ['auto', { kind: 'kept', count: 'auto' }],
    ['16', { kind: 'kept', count: 16 }],
    ['2-3/16', { kind: 'own', ids: [2, 3], count: 16 }],
    ['5/16', { kind: 'own', ids: [5], count: 16 }],
  ])('reads SHARDS=%s', (SHARDS, shards) => {
    expect(readConfig({ DATABASE_URL: 'postgres://x/sitrep', SHARDS }).shards).toEqual(shards);
  });

  it.each([
    ['auto', { kind: 'all' }],
    ['4', { kind: 'own', ids: [0, 1, 2, 3], count: 4 }],
    ['0-1/2', { kind: 'own', ids: [0, 1], count: 2 }],
  ])('has all shards in one process on SQLite: SHARDS=%s', (SHARDS, shards) => {
    expect(readConfig({ SHARDS }).shards).toEqual(shards);
  });

  it('leaves no shard to another process on SQLite', () => {
    expect(faultsOf({ SHARDS: '0-1/4' })).toEqual([expect.stringContaining('need a PostgreSQL database')]);
  });

  it.each(['3-2/16', '0-16/16', 'many'])('refuses SHARDS=%s', (SHARDS) => {
    expect(faultsOf({ DATABASE_URL: 'postgres://x/sitrep', SHARDS })).toEqual([
      expect.stringContaining('SHARDS'),
    ]);
  });

  it('is told by discord.js which shard it is', () => {
    const told = { SHARDING_MANAGER: 'true', SHARDS: '3', SHARD_COUNT: '16' };
    const config = { DATABASE_URL: 'postgres://x/sitrep', ...told };
    expect(readConfig(config).shards).toEqual({ kind: 'own', ids: [3], count: 16 });
    // It tells the token as well, wherever that was from.
    const token = { DISCORD_TOKEN: 'from.a.file', DISCORD_TOKEN_FILE: '/run/secrets/token' };
    expect(readConfig({ ...config, ...token }).discordToken).toBe('from.a.file');
  });

  it('reads a secret from a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'sitrep-config-')), 'token');
    writeFileSync(path, 'a.secret.token\n');
    expect(readConfig({ DISCORD_TOKEN_FILE: path }).discordToken).toBe('a.secret.token');
  });

  it('refuses a secret that is given twice, and never prints it', () => {
    const faults = faultsOf({ DISCORD_TOKEN: 'hush-hush', DISCORD_TOKEN_FILE: '/nowhere', LOG_LEVEL: 'x' });
    expect(faults).toHaveLength(2);
    expect(faults.join()).not.toContain('hush-hush');
  });

  it('names a secret file that cannot be read', () => {
    expect(faultsOf({ DISCORD_TOKEN_FILE: '/nowhere/token' })).toEqual([
      "DISCORD_TOKEN_FILE: can't read /nowhere/token (ENOENT)",
    ]);
  });
});

describe('.env.example', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const stated = new Map(
    [...example.matchAll(/^# (.*)\n([A-Z_]+)=(.*)$/gm)].map(([, comment, key, value]) => [
      key,
      { comment, value },
    ]),
  );

  it('names every setting, in order, with its description', () => {
    expect([...stated].map(([key, { comment }]) => [key, comment])).toEqual(
      Object.entries(environmentSchema.shape).map(([key, schema]) => [key, schema.description]),
    );
  });

  it('states the defaults', () => {
    const environment = Object.fromEntries([...stated].map(([key, { value }]) => [key, value]));
    expect(readConfig(environment)).toEqual(readConfig({}));
    const unset = environmentSchema.parse({});
    for (const [key, { value }] of stated) {
      const byDefault = unset[key as keyof typeof unset];
      expect(value, key).toBe(byDefault === undefined ? '' : String(byDefault));
    }
  });
});
