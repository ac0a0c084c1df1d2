import type { SiteConfig } from '../config/site-config';
import { databaseError, isConnectionLoss } from './database-error';
import { databaseLimits } from './limits';

/** Runs a small read. Where the connection turns out to be dead (a restarted server kills all of the pool's at once) the
 *  read is tried on another one; it changes nothing, so it may be repeated. Rejects with SiteDatabaseError. */
export async function retryLost<T>(config: SiteConfig, read: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await read();
    } catch (cause) {
      const error = databaseError(cause, config);
      if (attempt === databaseLimits.poolSize || !isConnectionLoss(error)) throw error;
    }
  }
}
