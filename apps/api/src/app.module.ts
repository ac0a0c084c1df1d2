import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type { ScheduleFile } from '@coursekeep/schedules';
import { LoggerModule } from 'nestjs-pino';
import { BackupFiles } from './backups/backup-files';
import { BackupRecords } from './backups/backup-records';
import { BackupRequests } from './backups/backup-requests';
import { Turns } from './backups/turns';
import { BackupViews } from './backups/backup-view';
import { CourseAccess } from './backups/course-access';
import { CourseStandings } from './backups/course-standings';
import { MoodleBackups } from './backups/moodle-backups';
import { Readers } from './backups/readers';
import type { Settings } from './config/settings';
import { HealthChecks } from './health/health-checks';
import { HealthController } from './health/health.controller';
import { loggerOptions } from './logger-options';
import { IdempotencyKeys } from './integrations/idempotency-keys';
import type { Metrics } from './metrics/metrics';
import { WebhookDispatcher } from './notifications/webhook-dispatcher';
import { WebhookOutbox } from './notifications/webhook-outbox';
import { BackupsController } from './portal-api/backups.controller';
import { CourseLists } from './portal-api/course-lists';
import { CourseViews } from './portal-api/course-views';
import { CoursesController } from './portal-api/courses.controller';
import { AdminGuard } from './portal-api/admin-guard';
import { AuditController } from './portal-api/audit.controller';
import { KeptBackupsController } from './portal-api/kept-backups.controller';
import { RetentionController } from './portal-api/retention.controller';
import { ScheduleRunsController } from './portal-api/schedule-runs.controller';
import { SchedulesController } from './portal-api/schedules.controller';
import { RestoresController } from './portal-api/restores.controller';
import { SessionController } from './portal-api/session.controller';
import { SiteController } from './portal-api/site.controller';
import { SessionGuard } from './portal-api/session-guard';
import { Sessions } from './portal-api/sessions';
import { SigninThrottle } from './portal-api/signin-throttle';
import { Signins } from './portal-api/signins';
import { KeptRecords } from './retention/kept-records';
import { RetentionKeeper } from './retention/retention-keeper';
import { RetentionPlans } from './retention/retention-plans';
import { Fingerprints } from './schedules/fingerprints';
import { RunPlans } from './schedules/run-plans';
import { RunRecords } from './schedules/run-records';
import { RunSteps } from './schedules/run-steps';
import { ScheduleRecords } from './schedules/schedule-records';
import { ScheduleRunner } from './schedules/schedule-runner';
import { ScheduleUser } from './schedules/schedule-user';
import { ScheduleViews } from './schedules/schedule-views';
import { RestoreEngine } from './restores/restore-engine';
import { RestoreRecords } from './restores/restore-records';
import { RestoreRequests } from './restores/restore-requests';
import { Restorer } from './restores/restorer';
import { SiteClock } from './site/site-clock';
import { SiteCourses } from './site/site-courses';
import { SiteHolder } from './site/site-holder';
import { PresentStorage } from './storage/present-storage';
import { Store } from './store/store';
import type { WorkerLaunch } from './tasks/backup-process';
import { BackupProcesses } from './tasks/backup-processes';
import { QueueFigures } from './tasks/queue-figures';
import { Reconciler } from './tasks/reconciler';
import { StorageKeeper } from './tasks/storage-keeper';
import { StoredFiles } from './tasks/stored-files';
import { TaskQueue } from './tasks/task-queue';
import { TaskRunner } from './tasks/task-runner';
import { BACKUP_STORAGE, METRICS, PUBLIC_ADDRESS, SCHEDULE_FILE, SERVICE_SECRET, SETTINGS } from './tokens';
import { Callers } from './webservice/callers';
import { FileEndpoint } from './webservice/file-endpoint';
import { IssuedTokens } from './webservice/issued-tokens';
import { RestEndpoint } from './webservice/rest-endpoint';
import { TokenEndpoint } from './webservice/token-endpoint';

/** What the service is made of, beside its own classes. */
export interface AppParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly storage: PresentStorage;
  readonly site: SiteHolder;
  readonly metrics: Metrics;
  readonly workerLaunch: WorkerLaunch;
  /** From which the tokens are computed that the service issues. */
  readonly secret: string;
  readonly scheduleFile: ScheduleFile;
  /** The address under which clients reach the service, without a trailing slash. */
  readonly publicAddress: () => Promise<string>;
}

@Module({})
export class AppModule {
  static with(parts: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [ScheduleModule.forRoot(), LoggerModule.forRoot(loggerOptions(parts.settings.logLevel))],
      controllers: [
        SessionController,
        SiteController,
        CoursesController,
        BackupsController,
        SchedulesController,
        ScheduleRunsController,
        RestoresController,
        RetentionController,
        KeptBackupsController,
        AuditController,
        HealthController,
      ],
      providers: [
        { provide: SETTINGS, useValue: parts.settings },
        { provide: METRICS, useValue: parts.metrics },
        { provide: Store, useValue: parts.store },
        { provide: BACKUP_STORAGE, useValue: parts.storage },
        { provide: PresentStorage, useValue: parts.storage },
        { provide: SiteHolder, useValue: parts.site },
        { provide: BackupProcesses, useValue: new BackupProcesses(parts.workerLaunch) },
        { provide: SCHEDULE_FILE, useValue: parts.scheduleFile },
        { provide: SERVICE_SECRET, useValue: parts.secret },
        { provide: PUBLIC_ADDRESS, useValue: parts.publicAddress },
        IdempotencyKeys,
        WebhookOutbox,
        WebhookDispatcher,
        Turns,
        BackupRecords,
        BackupRequests,
        BackupFiles,
        BackupViews,
        CourseAccess,
        CourseStandings,
        CourseLists,
        CourseViews,
        MoodleBackups,
        TaskQueue,
        QueueFigures,
        HealthChecks,
        TaskRunner,
        Reconciler,
        StoredFiles,
        StorageKeeper,
        RestoreRecords,
        RestoreEngine,
        RestoreRequests,
        Restorer,
        RestEndpoint,
        FileEndpoint,
        TokenEndpoint,
        Callers,
        IssuedTokens,
        Sessions,
        SessionGuard,
        AdminGuard,
        SiteCourses,
        SiteClock,
        ScheduleUser,
        ScheduleRecords,
        RunRecords,
        Fingerprints,
        RunPlans,
        RunSteps,
        ScheduleRunner,
        ScheduleViews,
        KeptRecords,
        Readers,
        RetentionPlans,
        RetentionKeeper,
        SigninThrottle,
        Signins,
      ],
    };
  }
}
