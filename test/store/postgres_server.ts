import pg from 'pg';

/** A server on which this user may make databases; `npm run test:postgres` starts one where none is named. */
export const SERVER = process.env.TEST_DATABASE_URL;

/** The address of a database on the server. */
export function urlOf(database: string): string {
  const url = new URL(SERVER ?? 'postgres://none/');
  url.pathname = `/${database}`;
  return url.href;
}

export async function onServer<T>(work: (client: pg.Client) => Promise<T>, url = SERVER): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const createDatabase = (name: string) => onServer((client) => client.query(`create database ${name}`));

export const dropDatabase = (name: string) =>
  onServer((client) => client.query(`drop database if exists ${name} with (force)`));
