export type { BackupProblem, ProblemCode, Verdict, VerifyReport } from './report';
export { verifyBackup, type VerifyOptions } from './verify-backup';
