import type { Published } from '../pages/published.ts';
import { fromJson } from './json.ts';
import type { Db } from './open.ts';

/** Keeps a digest for the web; one of the same series and window that is kept already stays as it is. */
export async function publishDigest(db: Db, published: Published): Promise<void> {
  const { series, title, digest } = published;
  await db
    .insertInto('published_digests')
    .values({
      series,
      until: digest.window.until,
      title,
      time_zone: digest.timeZone,
      published: JSON.stringify(published),
    })
    .onConflict((conflict) => conflict.columns(['series', 'until']).doNothing())
    .execute();
}

/** One digest of a series by its window's end, or null. */
export async function publishedDigest(db: Db, series: string, until: number): Promise<Published | null> {
  const row = await db
    .selectFrom('published_digests')
    .select('published')
    .where('series', '=', series)
    .where('until', '=', until)
    .executeTakeFirst();
  return row ? fromJson<Published>(row.published, 'published_digests.published') : null;
}

/** The newest digests of a series, at most `most`, newest first. */
export async function newestPublished(db: Db, series: string, most: number): Promise<Published[]> {
  const rows = await db
    .selectFrom('published_digests')
    .select('published')
    .where('series', '=', series)
    .orderBy('until', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => fromJson<Published>(row.published, 'published_digests.published'));
}

/** What is known of a series' digests without reading them, newest first, at most `most`. */
export async function listPublished(
  db: Db,
  series: string,
  most: number,
): Promise<{ until: number; title: string; timeZone: string }[]> {
  const rows = await db
    .selectFrom('published_digests')
    .select(['until', 'title', 'time_zone'])
    .where('series', '=', series)
    .orderBy('until', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({ until: Number(row.until), title: row.title, timeZone: row.time_zone }));
}

/** The window ends right before and after one in its series; null where there is none. */
export async function neighboursOf(
  db: Db,
  series: string,
  until: number,
): Promise<{ older: number | null; newer: number | null }> {
  const ends = db.selectFrom('published_digests').select('until').where('series', '=', series).limit(1);
  const older = await ends.where('until', '<', until).orderBy('until', 'desc').executeTakeFirst();
  const newer = await ends.where('until', '>', until).orderBy('until').executeTakeFirst();
  return {
    older: older ? Number(older.until) : null,
    newer: newer ? Number(newer.until) : null,
  };
}
