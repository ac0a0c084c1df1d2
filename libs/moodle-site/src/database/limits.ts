/** Limits that every dialect keeps to. */
export const databaseLimits = {
  /** Connections of the pool for small queries; a snapshot has one of its own besides. */
  poolSize: 4,
  connectTimeoutMs: 10_000,
  /** For small queries of the pool. */
  statementTimeoutMs: 60_000,
  /** For one statement (or one batch) of a snapshot: a scan of a large log table may take minutes. */
  snapshotStatementTimeoutMs: 1_800_000,
  /** How long a server may send nothing while a query waits for it, unless COURSEKEEP_SITE_SILENCE_SECONDS says otherwise: one
   *  that sorts a large table is silent until it has sorted it. */
  silenceSeconds: 600,
  /** What the server's own word of a statement that takes too long may need on its way. */
  silenceGraceMs: 15_000,
  /** Of a silent connection, until the system asks whether the server is still there. */
  keepAliveDelayMs: 30_000,
  idleConnectionMs: 60_000,
  batchRows: 2_000,
  /** What a batch should hold at most, as far as the rows before it tell; in characters. */
  batchCharacters: 4_000_000,
} as const;
