import { logText } from '@coursekeep/errors';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isRefusal, type Site, type TokenHolder } from '@coursekeep/moodle-site';
import { BackupRequests } from '../backups/backup-requests';
import { CourseAccess } from '../backups/course-access';
import type { Settings } from '../config/settings';
import { RestoreRequests } from '../restores/restore-requests';
import { SiteHolder } from '../site/site-holder';
import { PUBLIC_ADDRESS, SETTINGS } from '../tokens';
import type { Outcome } from './access-log';
import { callerAddress } from './caller-address';
import { Callers } from './callers';
import { refusalException, wsException } from './exceptions';
import { webServiceFunctions } from './functions';
import { IssuedTokens } from './issued-tokens';
import { queryOf, readForm } from './request-form';
import { sendAnswer } from './send-answer';
import { TokenScope } from './token-scope';
import { withinTime } from './within-time';
import type { CallContext } from './web-service-function';
import {
  exceptionAnswer,
  FunctionRegistry,
  mergeParameters,
  parseCall,
  parseParameters,
  protocolDisabledAnswer,
  requestedFormat,
  restAnswerInTurns,
  WsExceptions,
  type RestFormat,
  type WsAnswer,
  type WsAnswerInPieces,
  type WsCall,
} from '@coursekeep/ws-protocol';

/** `/webservice/rest/server.php`. Checks in Moodle's order; every answer is one of Moodle's, whatever goes wrong. */
@Injectable()
export class RestEndpoint implements OnModuleInit {
  private readonly log = new Logger(RestEndpoint.name);
  private readonly registry = new FunctionRegistry<CallContext>({
    documented: true,
    strictReturns: process.env.NODE_ENV !== 'production',
  });
  private readonly prepare = new Map(webServiceFunctions.map((each) => [each.name, each.prepare]));

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(Callers) private readonly callers: Callers,
    @Inject(IssuedTokens) private readonly issued: IssuedTokens,
    @Inject(BackupRequests) private readonly backups: BackupRequests,
    @Inject(CourseAccess) private readonly courses: CourseAccess,
    @Inject(RestoreRequests) private readonly restores: RestoreRequests,
    @Inject(PUBLIC_ADDRESS) private readonly address: () => Promise<string>,
  ) {}

  onModuleInit(): void {
    for (const each of webServiceFunctions) each.register(this.registry);
    this.registry.check();
  }

  /** Answers a request; never rejects. */
  async handle(request: Request, response: Response): Promise<Outcome> {
    let format: RestFormat = requestedFormat(queryOf(request));
    const seen: { wsfunction: string | null; userid: number | null } = { wsfunction: null, userid: null };
    try {
      const { query, body } = await readForm(request, this.settings.bodyLimitKb * 1024);
      format = requestedFormat([...query, ...body]);
      const call = parseCall(mergeParameters(parseParameters(query), parseParameters(body)));
      if (this.registry.has(call.functionName)) seen.wsfunction = call.functionName;
      const answer = this.answer(call, request, (caller) => (seen.userid = caller.user.id));
      sendAnswer(response, await withinTime(answer, this.settings.requestSeconds));
      return { ...seen, errorcode: null };
    } catch (error) {
      const exception = wsException(error);
      if (exception.cause) this.log.error(logText(exception.cause));
      if (!request.complete) response.setHeader('Connection', 'close');
      sendAnswer(response, exceptionAnswer(format, exception, { debug: await this.debugging() }));
      return { ...seen, errorcode: exception.errorcode };
    }
  }

  private async answer(
    call: WsCall,
    request: Request,
    seen: (caller: TokenHolder) => void,
  ): Promise<WsAnswer | WsAnswerInPieces> {
    const address = callerAddress(request);
    const site = await this.site.get();
    const caller = await this.callers.holder({ token: call.token || null, address, door: 'rest' });
    if (isRefusal(caller)) {
      if (caller.errorcode === 'restdisabled') return protocolDisabledAnswer();
      throw refusalException(caller);
    }
    seen(caller);
    if (call.functionName === '') throw WsExceptions.invalidParameter('Missing required key: wsfunction');
    await this.checkFunction(site, caller, call.functionName);
    const prepare = this.prepare.get(call.functionName);
    const parameters = prepare ? prepare(call.parameters) : call.parameters;
    const { definition, value } = await this.registry.call(call.functionName, parameters, {
      caller,
      settings: call.settings,
      site,
      backups: this.backups,
      courses: this.courses,
      restores: this.restores,
      scope: new TokenScope(site, caller),
      idempotencyKey: request.headers['idempotency-key'],
      address: await this.address(),
      callable: () => this.callable(site, caller),
      fileKey: () => this.issued.forFiles(caller.user.id),
    });
    return restAnswerInTurns(call.format, definition.returns, value);
  }

  /** Refuses what nobody knows as unknown, and what the token's service has not, be it ours or Moodle's, as not allowed. A
   *  function of Moodle that the service has but we have not is unknown. */
  private async checkFunction(site: Site, caller: TokenHolder, name: string): Promise<void> {
    const isOurs = this.registry.has(name);
    if (!isOurs && !(await site.tokens.isFunctionOfSite(name))) throw WsExceptions.unknownFunction();
    if (!(await site.tokens.mayCall(caller, name, isOurs ? this.settings.services : []))) {
      throw WsExceptions.access(`Access to the function ${name}() is not allowed.`);
    }
    if (!isOurs) throw WsExceptions.unknownFunction();
  }

  private async callable(site: Site, caller: TokenHolder): Promise<string[]> {
    const names = this.registry.definitions().map(({ name }) => name);
    const may = await Promise.all(names.map((name) => site.tokens.mayCall(caller, name, this.settings.services)));
    return names.filter((_, index) => may[index]);
  }

  /** Whether the site shows debugging information to callers. A site that cannot say so soon, does not. */
  private async debugging(): Promise<boolean> {
    const level = async () => Number((await (await this.site.get()).setting(null, 'debug')) ?? 0);
    try {
      return ((await withinTime(level(), Math.min(5, this.settings.requestSeconds))) & 5) === 5;
    } catch {
      return false;
    }
  }
}
