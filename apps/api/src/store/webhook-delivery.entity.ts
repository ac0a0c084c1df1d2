import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** A message that waits to be delivered to one address. The row is written with the outcome that it tells of, and goes when the
 *  receiver has taken it, or when it is given up. */
@Entity('webhook_delivery')
@Index(['nextattempt'])
export class WebhookDeliveryRow {
  /** The same in every attempt, so that a receiver knows a message that it has had. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 2000 })
  url: string;

  /** The message, without what only the service that delivers it knows. */
  @Column({ type: 'simple-json' })
  message: Record<string, unknown>;

  /** How often it was begun. */
  @Column({ type: 'integer' })
  attempts: number;

  /** Not to be begun before, unix milliseconds. Whoever begins moves it on: if that process dies, another one begins then. */
  @Column({ type: 'bigint', transformer: bigint })
  nextattempt: number;

  @Column({ type: 'bigint', transformer: bigint })
  timecreated: number;
}
