import type { Site, TokenHolder } from '@coursekeep/moodle-site';
import type { BackupRequests } from '../backups/backup-requests';
import type { CourseAccess } from '../backups/course-access';
import type { RestoreRequests } from '../restores/restore-requests';
import type { TokenScope } from './token-scope';
import type {
  CallSettings,
  FunctionDefinition,
  FunctionHandler,
  FunctionRegistry,
  RawParameters,
} from '@coursekeep/ws-protocol';

/** What the handler of a function has at hand. */
export interface CallContext {
  readonly caller: TokenHolder;
  readonly settings: CallSettings;
  readonly site: Site;
  readonly backups: BackupRequests;
  readonly courses: CourseAccess;
  readonly restores: RestoreRequests;
  /** To what the caller's token is narrowed; to be asked before anything else. */
  readonly scope: TokenScope;
  /** The `Idempotency-Key` of the request as it came, undefined where there is none. */
  readonly idempotencyKey: string | readonly string[] | undefined;
  /** The address under which clients reach the service, without a trailing slash. */
  readonly address: string;
  /** The names of the functions that the caller's token may call. */
  callable(): Promise<readonly string[]>;
  /** A key for tokenpluginfile.php, where the caller has none from the site. */
  fileKey(): Promise<string>;
}

/** A function of the web services: one file in `functions/` each, and its line in `functions/index.ts`. */
export interface WebServiceFunction {
  readonly name: string;
  /** Brings what callers may also send into the described form. */
  readonly prepare: (parameters: RawParameters) => RawParameters;
  register(registry: FunctionRegistry<CallContext>): void;
}

export function webServiceFunction<F extends FunctionDefinition>(
  definition: F,
  handler: FunctionHandler<F, CallContext>,
  prepare: WebServiceFunction['prepare'] = (parameters) => parameters,
): WebServiceFunction {
  return { name: definition.name, prepare, register: (registry) => void registry.register(definition, handler) };
}
