import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { logText } from '@coursekeep/errors';
import type { StoreAddress } from '../config/database-url';
import { explainServer, placeText, serverOptions } from './server-database';
import { StoreInUse } from './store-errors';

/** A service that ends lets go at once; its successor waits for so long. */
const PATIENCE_MS = 10_000;
const TRY_MS = 250;
const RENEW_MS = 15_000;

interface Held {
  readonly source: DataSource;
  readonly runner: QueryRunner;
}

/** The right of one service to work with a store in a server's database: a lock of the server's own, which a connection holds. It goes
 *  with the process, however that ends, and no clock is asked. Where the connection is lost the lock is taken anew; where another
 *  service was faster, nothing more is written here until it has gone. */
export class StoreHold {
  private readonly log = new Logger('Store');
  private readonly renewing: NodeJS.Timeout;
  private isHeld = true;

  private constructor(
    private readonly address: StoreAddress,
    private held: Held | null,
  ) {
    this.renewing = setInterval(() => void this.renew(), RENEW_MS).unref();
  }

  /** Rejects with StoreInUse where another service has it for all that time, with StoreUnavailable where it cannot be asked. */
  static async take(address: StoreAddress, patienceMs = PATIENCE_MS): Promise<StoreHold> {
    for (let waited = 0; ; waited += TRY_MS) {
      const held = await tryToHold(address);
      if (held) return new StoreHold(address, held);
      if (waited >= patienceMs) throw inUse(address);
      await delay(TRY_MS);
    }
  }

  /** Throws StoreInUse where another service has taken it. */
  check(): void {
    if (!this.isHeld) throw inUse(this.address);
  }

  /** Makes sure of it, and takes it anew where it was lost. Never rejects. */
  async renew(): Promise<void> {
    try {
      if (this.held && (await isAlive(this.held))) return;
      this.held = await tryToHold(this.address);
      if (!this.held && this.isHeld) this.log.error(inUse(this.address).message);
      this.isHeld = this.held !== null;
    } catch (error) {
      this.held = null;
      this.log.warn(`It cannot be made sure that no other service uses the store: ${logText(error)}`);
    }
  }

  async release(): Promise<void> {
    clearInterval(this.renewing);
    await this.held?.source.destroy().catch(() => undefined);
    this.held = null;
  }
}

async function tryToHold(address: StoreAddress): Promise<Held | null> {
  const source = new DataSource({ ...serverOptions(address), poolSize: 1 });
  try {
    await source.initialize();
    const runner = source.createQueryRunner();
    const [answer]: { held: unknown }[] = await runner.query(questions[address.kind]);
    if (Number(answer?.held) === 1) return { source, runner };
    await runner.release();
    await source.destroy();
    return null;
  } catch (error) {
    if (source.isInitialized) await source.destroy().catch(() => undefined);
    throw explainServer(address, error);
  }
}

/** On PostgreSQL a lock belongs to a database, on MySQL to the whole server; MySQL 9 has no SHA1 any more. The number is `coursek` in ASCII. */
const questions: Readonly<Record<StoreAddress['kind'], string>> = {
  postgres: 'SELECT CASE WHEN pg_try_advisory_lock(27988572916376939) THEN 1 ELSE 0 END AS held',
  mysql: "SELECT GET_LOCK(SHA2(CONCAT('coursekeep ', DATABASE()), 224), 0) AS held",
};

async function isAlive({ source, runner }: Held): Promise<boolean> {
  try {
    await runner.query('SELECT 1');
    return true;
  } catch {
    await source.destroy().catch(() => undefined);
    return false;
  }
}

function inUse(address: StoreAddress): StoreInUse {
  return new StoreInUse(
    'store-in-use',
    `${placeText(address)} is in use by another service of Coursekeep, and only one may work with it. Stop the other one, or give this ` +
      'one a database of its own (COURSEKEEP_DATABASE_URL). Where the machine of the other one has died, the server lets go of it by itself after a while.',
  );
}
