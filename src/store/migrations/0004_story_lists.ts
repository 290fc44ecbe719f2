import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lists of stories are read in the order of an index, however many stories a topic or a place has. */
export const storyLists: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .alterTable('story_places')
      .addColumn('updated_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    for (const topic of TOPICS) {
      await schema
        .alterTable('story_places')
        .addColumn(topic, 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    }
    await sql`update story_places set (updated_at, strike, diplomacy) =
      (select updated_at, strike, diplomacy from stories where stories.id = story_places.story_id)`.execute(
      db,
    );
    for (const topic of [null, ...TOPICS]) {
      const name = (list: string) => (topic === null ? list : `${list}_${topic}`);
      const stories = schema
        .createIndex(name('stories_newest'))
        .on('stories')
        .columns(['updated_at desc', 'id']);
      await (topic === null ? stories : stories.where(sql.ref(topic), '=', 1)).execute();
      const places = schema
        .createIndex(name('story_places_newest'))
        .on('story_places')
        .columns(['place', 'updated_at desc', 'story_id']);
      await (topic === null ? places : places.where(sql.ref(topic), '=', 1)).execute();
    }
    await schema.dropIndex('stories_updated').execute();
  },
};

const TOPICS = ['strike', 'diplomacy'] as const;
