import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { environmentSchema, readConfig } from '../src/config.ts';

interface Service {
  profiles: string[];
  build?: string;
  image?: string;
  user?: string;
  environment: Record<string, string>;
  read_only?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  ports?: unknown;
  volumes?: string[];
  networks?: string[];
  depends_on?: Record<string, { condition: string }>;
  deploy?: { replicas: number };
  healthcheck?: { test: string[] };
}

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const { services, networks, volumes } = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, null>;
};
const all = Object.entries(services);
const own = all.filter(([, { build }]) => build !== undefined);

describe('compose.yaml', () => {
  it('has one process on SQLite, and two on PostgreSQL', () => {
    const inProfile = (profile: string) =>
      all.filter(([, { profiles }]) => profiles.includes(profile)).map(([name]) => name);
    expect(inProfile('alone')).toEqual(['sitrep']);
    expect(inProfile('scaled')).toEqual(['worker', 'database']);
    expect(services.worker?.deploy?.replicas).toBe(2);
    expect(services.worker?.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(services.database?.healthcheck?.test[1]).toBe('pg_isready');
  });

  it.each(all)(
    '%s runs without root, on a read-only root, with no rights to gain, and opens no port',
    (_, one) => {
      expect(one).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        tmpfs: expect.arrayContaining(['/tmp']),
      });
      expect(one.ports).toBeUndefined();
      expect(one.image === undefined ? '' : one.user).not.toBe(undefined);
      expect(one.user ?? '').not.toMatch(/^(root|0)\b/);
    },
  );

  it('builds the image whose user is not root', () => {
    expect(read('Dockerfile')).toMatch(/^FROM \S+:nonroot$/m);
  });

  it.each(own)('%s is given settings that Sitrep knows and takes', (_, { environment }) => {
    const filled = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        name,
        value.replace(/\$\{\w+:-([^}]*)\}/g, (_whole, usual: string) => usual),
      ]),
    );
    expect(Object.keys(filled).filter((name) => !(name in environmentSchema.shape))).toEqual([]);
    expect(readConfig(filled).databaseUrl).toBe(filled.DATABASE_URL);
  });

  it('names every volume and network that it uses, and lets nobody but the workers reach the database', () => {
    const used = all.flatMap(([, one]) => (one.volumes ?? []).map((volume) => volume.split(':')[0]));
    expect(used.sort()).toEqual(Object.keys(volumes).sort());
    expect(services.database?.networks).toEqual(['store']);
    expect(networks.store?.internal).toBe(true);
    const url = new URL(services.worker?.environment.DATABASE_URL?.replace(/\$\{[^}]*\}/, 'x') ?? '');
    expect([url.hostname, url.username, url.pathname]).toEqual(['database', 'sitrep', '/sitrep']);
    expect(services.database?.environment).toMatchObject({ POSTGRES_USER: 'sitrep', POSTGRES_DB: 'sitrep' });
  });
});
