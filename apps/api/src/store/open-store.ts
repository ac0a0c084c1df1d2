import { join } from 'node:path';
import type { Settings } from '../config/settings';
import { serverDatabase } from './server-database';
import { Store } from './store';
import { StoreHold } from './store-hold';

/** Opens the store that the settings name: in a server's database, for this service alone, or in a file of the data folder. Rejects
 *  with a StoreError. */
export async function openStore({ data, databaseUrl }: Pick<Settings, 'data' | 'databaseUrl'>): Promise<Store> {
  if (databaseUrl === null) return Store.open(join(data, 'store.sqlite'));
  const hold = await StoreHold.take(databaseUrl);
  return Store.in(serverDatabase(databaseUrl, hold));
}
