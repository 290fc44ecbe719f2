import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../../src/store/open.ts';
import { articlesContract } from './articles.ts';
import { cardsContract } from './cards.ts';
import { decisionsContract } from './decisions.ts';
import { deliveriesContract } from './deliveries.ts';
import { digestsContract } from './digests.ts';
import { enqueueContract } from './enqueue.ts';
import { feedsContract } from './feeds.ts';
import { processesContract } from './processes.ts';
import { pruningContract } from './pruning.ts';
import { storiesContract } from './stories.ts';
import { storyStatesContract } from './story_states.ts';
import { subscriptionsContract } from './subscriptions.ts';
import { transactionsContract } from './transactions.ts';

/** What every engine of the store must do; run on each of them. `open` gives an empty store. */
export function storeContract(open: () => Promise<Store>): void {
  let store: Store;
  const db = () => store.db;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  transactionsContract(db);
  feedsContract(db);
  processesContract(db);
  articlesContract(db);
  storiesContract(db);
  subscriptionsContract(db);
  digestsContract(db);
  decisionsContract(db);
  pruningContract(db);
  storyStatesContract(db);
  describe('deliveries', () => {
    deliveriesContract(db);
    enqueueContract(db);
    cardsContract(db);
  });
}
